"""A case as the rules see it."""

from datetime import UTC, date, datetime

from notifier.dossiers.rules.authority.facts import BreachFacts, CaseFacts, Contact, ControllerFacts, People, Told
from notifier.rosters.choices import Category

MADE = datetime(2026, 7, 8, 14, 0, tzinfo=UTC)
AWARE = datetime(2026, 7, 7, 8, 0, tzinfo=UTC)
FACTS = CaseFacts(
    reference="0123456789ab",
    controller=ControllerFacts(
        organisation=Contact("Cabinet du Dr Morel", "1 rue des Lilas, 69003 Lyon\n04 72 00 00 00"),
        siren="123456782",
        is_self_employed=True,
        legal=Contact("Claire Morel", "claire.morel@example.org"),
        officer=Contact("Hugo Petit, Cabinet DPO", "dpo@example.org"),
    ),
    breach=BreachFacts(
        title="Vol de fichiers",
        vendor="Logiciel Exemple SAS",
        began_on=date(2026, 4, 1),
        ended_on=date(2026, 4, 9),
        categories=(Category.IDENTITY, Category.EMAIL, Category.ANNOTATIONS),
    ),
    aware_at=AWARE,
    vendor_told_on=date(2026, 7, 7),
    people=People(affected=40, minors=3, vulnerable=1),
    told=Told(informed=36, first_on=date(2026, 7, 8), untold={"no_channel": 3, "deceased": 1}),
    message="Vos données ont été volées.",
)
# What no system knows.
ANSWERS = {
    41: "contact@example.org", 51: "courriel de l’éditeur", 56: "a", 57: "c", 60: ("g", "e"), 61: "d",
    62: "base copiée", 63: "base de production, France", 75: ("b", "h"), 76: "accès par mot de passe", 79: ("a",),
    85: ("a", "i"), 87: "c", 89: "a", 90: "ENISA 2013", 92: "accès fermés", 94: ("j",), 95: "double authentification",
    113: "b", 120: "b",
}  # fmt: skip
