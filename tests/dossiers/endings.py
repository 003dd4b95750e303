"""Bringing a case to the end of its campaign, without a mail server."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from notifier.audit.actors import Actor
from notifier.audit.canonical import read_event
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.delivery.channels.email import EmailChannel
from notifier.delivery.channels.face import Delivered, Prepared
from notifier.delivery.channels.letter import LetterChannel
from notifier.delivery.choices import Outcome
from notifier.delivery.dispatch import work_batch
from notifier.mailroom.actions import make_print_run
from notifier.notices.choices import Channel


class SilentPost(EmailChannel):
    """Prepares as the real one and takes everything."""

    def __init__(self) -> None:
        self._sender = "information@avis.example.org"

    def open(self) -> None:
        """There is nothing to connect to."""

    def send(self, prepared: Prepared) -> Delivered:
        return Delivered(Outcome.ACCEPTED, "250")


def tell_everyone(case: Case, *, at: datetime, by: Actor) -> None:
    """Send every message and print every letter."""
    channels = {Channel.EMAIL: SilentPost(), Channel.LETTER: LetterChannel()}
    while not work_batch(channels, clock=lambda: at, by=by, case=case.pk).is_idle:
        pass
    make_print_run(case=case, duplex=False, into=BytesIO(), by=by, at=at)


def told(kind: str) -> list[dict[str, Any]]:
    """The data of the events of a kind, in their order."""
    return list(_data(kind))


def _data(kind: str) -> Iterator[dict[str, Any]]:
    for event in Event.objects.filter(kind=kind).order_by("pk"):
        yield read_event(bytes(event.body))["data"]
