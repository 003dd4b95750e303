"""A document with every kind of block."""

from notifier.lib.document import Answers, Bullets, Document, Heading, Lines, Paragraph, Steps

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
        Lines(("Cabinet Canari", "14 rue des Lilas")),
    ),
)
