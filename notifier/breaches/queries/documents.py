"""Reading a kept document again."""

from notifier.breaches.models import Document
from notifier.vault.keystore import sealer_for


def open_document(document: Document) -> bytes | None:
    """The file as it was kept; None once the case is erased."""
    if document.sealed is None:
        return None
    return sealer_for(document.case_id).open("documents", document.pk, bytes(document.sealed))
