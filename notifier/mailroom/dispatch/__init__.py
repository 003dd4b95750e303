"""Working with a hybrid-mail provider: handing over, settling doubts, asking what became of it."""

from notifier.mailroom.dispatch.asking import ask_provider
from notifier.mailroom.dispatch.consigning import Handed, hand_over_due

__all__ = ["Handed", "ask_provider", "hand_over_due"]
