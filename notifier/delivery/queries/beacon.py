"""Whether PostgreSQL crashed since the outbox last looked."""

from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef

from notifier.delivery.models import Beacon, Lighting

# SQLite waits for the disk with every commit: nothing can be lost, and nothing need be lit.
_ALWAYS = UUID(int=0)


def beacon() -> UUID | None:
    """What burns since the latest crash; None while that is not settled (actions.crashes), and before the first claim.
    One query on PostgreSQL, none on SQLite.
    """
    if connection.vendor != "postgresql":
        return _ALWAYS
    burns = Exists(Beacon.objects.filter(token=OuterRef("token")))
    return Lighting.objects.filter(burns).values_list("token", flat=True).first()
