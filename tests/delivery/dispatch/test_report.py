from collections import Counter

from notifier.delivery.choices import Outcome
from notifier.delivery.dispatch import Report


def test_a_batch_that_did_something_is_asked_for_the_next() -> None:
    assert not Report(claimed=1, outcomes=Counter({Outcome.ACCEPTED: 1})).is_idle


def test_nothing_due_or_a_relay_that_is_down_is_no_reason_to_ask_at_once() -> None:
    assert Report().is_idle
    assert Report(claimed=3, outcomes=Counter({Outcome.DEFERRED: 1}), stopped="connection_lost").is_idle
