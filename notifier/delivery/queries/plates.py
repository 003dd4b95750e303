"""A letter's master as it was laid out."""

from functools import lru_cache
from hashlib import sha256

from notifier.delivery.models import Plate as Stored
from notifier.press.plates import Plate


class NoPlate(LookupError):
    """This master was never laid out."""


# A batch has few masters, and a plate is some fifty kilobytes. Rows are never changed, so none of these goes stale.
@lru_cache(maxsize=64)
def plate_of(master: bytes) -> Plate:
    """Raises NoPlate; one query where it is not at hand."""
    stored = Stored.objects.filter(pk=sha256(master).hexdigest()).first()
    if stored is None:
        raise NoPlate
    return Plate.from_layout(bytes(stored.pdf), stored.layout)
