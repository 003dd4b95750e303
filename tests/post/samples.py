"""A document, an envelope and fields to try things on."""

from datetime import UTC, datetime

from notifier.lib.document import Answers, Bullets, Document, Heading, Lines, Paragraph, Steps
from notifier.post.master import Envelope, Labels
from notifier.post.stamp import Fields

DOCUMENT = Document(
    "fr",
    "Vos données personnelles ont été volées : ce qu’il faut faire",
    (
        Paragraph("Madame,"),
        Heading("Ce qui s’est passé"),
        Paragraph("Des données vous concernant ont été volées & copiées <hier>."),
        Answers((("Nom et prénom", True, "oui"), ("Notes de votre médecin", False, "non"))),
        Steps(("Ne cliquez pas.", "Appelez-nous.")),
        Bullets(("L’accès a été fermé.",)),
        Lines(("Cabinet Morel", "14 rue des Lilas")),
    ),
)
ENVELOPE = Envelope(
    "information@avis.example.org", "Information importante", "cabinet@example.org", "papier@avis.example.org"
)
LABELS = Labels("À l’attention de", "Référence", "Date")
FIELDS = Fields(
    to_address="elodie@example.org",
    name="Mme Élodie d’Œuvrard-Lévy",
    reference="7K3M-9QXT-2W4F-H",
    message_id="<0195.email@avis.example.org>",
    at=datetime(2026, 3, 5, 10, 0, tzinfo=UTC),
    date_words="5 mars 2026",
)
