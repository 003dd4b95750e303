"""A log of some events, for tests."""

from datetime import datetime

from django.db import transaction

from notifier.audit.actions import Fact, record_all
from notifier.audit.actors import Actor


def write(count: int, *, at: datetime, by: Actor, kind: str = "test.happened") -> None:
    with transaction.atomic():
        record_all([Fact(kind, f"thing:{n}", data={"n": n}) for n in range(count)], by=by, at=at)
