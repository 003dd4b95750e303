"""The bytes made again are those the log committed to, or it is said that they are not."""

import pytest

from notifier.breaches.models import Case
from notifier.delivery.models import Attempt, MadeLetter
from notifier.dossiers.rendering.sent import NothingKept, show_sent
from notifier.notices.choices import State
from notifier.notices.models import Master
from notifier.vault.models import DataKey
from notifier.vault.sealing import CannotOpen

pytestmark = pytest.mark.django_db


def test_every_message_and_letter_matches_its_commitment(case: Case) -> None:
    told = case.notices.filter(state__in=[State.SENT, State.READY_TO_PRINT])
    shown = [one for notice in told for one in show_sent(notice)]
    assert [one.is_match for one in shown] == [True] * 4
    assert {one.sent.channel: one.sent.data[:4] for one in shown} == {"email": b"From", "letter": b"%PDF"}


def test_another_master_gives_other_bytes(case: Case) -> None:
    for master in Master.objects.filter(channel="email"):
        Master.objects.filter(pk=master.pk).update(data=bytes(master.data).replace(b"Subject", b"Objekts"))
    notice = case.notices.filter(state=State.SENT)[0]
    assert [one.is_match for one in show_sent(notice)] == [False]


def test_another_commitment_does_not_match(case: Case) -> None:
    Attempt.objects.update(commitment="0" * 64)
    assert not any(one.is_match for notice in case.notices.filter(state=State.SENT) for one in show_sent(notice))


def test_another_rows_seal_does_not_open(case: Case) -> None:
    one, other = Attempt.objects.filter(channel="email")[:2]
    Attempt.objects.filter(pk=one.pk).update(sealed=other.sealed)
    with pytest.raises(CannotOpen):
        show_sent(one.notice)


def test_a_letter_that_was_never_made_is_passed_over(case: Case) -> None:
    MadeLetter.objects.all().delete()
    assert show_sent(case.notices.get(state=State.READY_TO_PRINT)) == []


def test_what_was_erased_or_never_was_says_which(case: Case) -> None:
    with pytest.raises(NothingKept, match="never_made"):
        show_sent(case.notices.get(state=State.HELD))
    sent = case.notices.filter(state=State.SENT)[0]
    sent.attempts.update(sealed=None)
    with pytest.raises(NothingKept, match="erased"):
        show_sent(sent)
    DataKey.objects.all().delete()
    with pytest.raises(NothingKept, match="erased"):
        show_sent(case.notices.filter(state=State.SENT)[1])
