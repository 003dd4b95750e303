"""What Celery carries for the mailroom: ticks without an id, like those of the outbox."""

import logging
import time
from collections.abc import Callable

from celery import shared_task
from celery.worker import state
from django.utils import timezone

from notifier.audit.actors import Actor
from notifier.mailroom.channels import open_provider
from notifier.mailroom.dispatch import ask_provider, hand_over_due

_log = logging.getLogger(__name__)
_BY = Actor("worker", "mailroom")
# A turn ends long before Celery ends it.
_TURN = 240.0
_LETTERS, _ASKED = 200, 400


@shared_task(name="mailroom.hand_over")
def hand_over(**_unknown: object) -> None:
    """One turn of handing letters to the provider, if there is one."""
    provider = open_provider()
    if provider is None:
        return
    try:
        report = hand_over_due(
            provider, run=None, most=_LETTERS, clock=timezone.now, by=_BY, asked_to_stop=_until(_TURN)
        )
    finally:
        provider.close()
    if report.stopped:
        _log.warning("letters cannot be handed to the provider: %s", report.stopped)


@shared_task(name="mailroom.ask")
def ask(**_unknown: object) -> None:
    """Ask the provider about the letters whose turn it is."""
    provider = open_provider()
    if provider is None:
        return
    try:
        report = ask_provider(provider, run=None, most=_ASKED, clock=timezone.now, by=_BY, asked_to_stop=_until(_TURN))
    finally:
        provider.close()
    if report.stopped:
        _log.warning("the provider of letters does not say what became of them: %s", report.stopped)


def _until(seconds: float) -> Callable[[], bool]:
    """Whether time is up, or this worker was told to end."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() > end or state.should_stop is not None or state.should_terminate is not None
