"""Typical facts, so that a text can be measured as it will be read."""

from notifier.law.content import fill, unknown_placeholders
from notifier.notices.choices import Audience
from notifier.notices.rules.documents import advice
from notifier.notices.rules.variants import variant
from notifier.rosters.choices import Category, Language, Salutation, Tier
from notifier.rosters.rules.bits import to_bits

FACTS: dict[Language, dict[str, str]] = {
    Language.FRENCH: {
        "practice": "Cabinet du Dr Morel",
        "address": "14 rue des Lilas\n69003 Lyon",
        "telephone": "04 72 00 00 00",
        "reply_email": "cabinet@example.org",
        "officer": "",
        "period": "entre le 12 novembre 2025 et le 3 décembre 2025",
        "place": "dans le logiciel de Médilog où se trouvait ce dossier",
    },
    Language.ENGLISH: {
        "practice": "Dr Morel’s practice",
        "address": "14 rue des Lilas\n69003 Lyon",
        "telephone": "04 72 00 00 00",
        "reply_email": "cabinet@example.org",
        "officer": "",
        "period": "between 12 November 2025 and 3 December 2025",
        "place": "in the software of Médilog that held this file",
    },
}
EVERYTHING = to_bits(Category)
ADMINISTRATIVE = EVERYTHING & ~to_bits({Category.ANNOTATIONS})


def as_read(key: tuple[str, str, str], said: str, exposure: int | None = None) -> str:
    """The words with their placeholders filled; one that is unknown stays as it is. Without an exposure, all that can
    leak in the tier.
    """
    language, tier, audience = Language(key[0]), Tier(key[1]), Audience(key[2])
    leaked = EVERYTHING if tier is Tier.ANNOTATED else ADMINISTRATIVE
    chosen = variant(language=language, tier=tier, salutation=Salutation.NONE,
                     exposure=leaked if exposure is None else exposure, audience=audience)  # fmt: skip
    unknown = {name: f"{{{name}}}" for name in unknown_placeholders(said)}
    return fill(said, {**FACTS[language], **advice(chosen), **unknown})
