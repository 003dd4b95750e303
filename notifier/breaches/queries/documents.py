"""Reading a kept document again."""

from notifier.breaches.models import Document
from notifier.vault.keystore import sealer_for


def open_document(document: Document) -> bytes | None:
    """The file as it was kept; None from the first step of an erasure on."""
    if document.sealed is None or document.case.is_erased:
        return None
    return sealer_for(document.case_id).open("documents", document.pk, bytes(document.sealed))
