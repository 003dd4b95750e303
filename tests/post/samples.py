"""A document, an envelope and fields to try things on."""

from datetime import UTC, datetime

from notifier.post.master import Envelope, Labels
from notifier.post.stamp import Fields

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
