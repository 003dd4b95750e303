"""Over two databases, in an order that a crash at any point does not break."""

from datetime import datetime

import pytest

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.dossiers.actions import erasing as actions
from notifier.dossiers.choices import ErasureReason
from notifier.dossiers.dispatch import erasing
from notifier.dossiers.dispatch.erasing import Erasure, erase_case
from notifier.dossiers.policies import ActRefused
from notifier.lib.ids import parse_reference
from notifier.reception.queries.answers import answer
from notifier.vault.keystore import NoDataKey, sealer_for
from tests.dossiers.endings import told
from tests.worlds import approved_case

pytestmark = pytest.mark.django_db(transaction=True)


class Crash(Exception):
    """The process ends here."""


def erase(case: Case, now: datetime, by: Actor) -> Erasure:
    return erase_case(case=case, reason=ErasureReason.ASKED, by=by, clock=lambda: now)


def crash(*args: object, **kwargs: object) -> None:
    raise Crash


def test_the_key_is_gone_the_rows_too_and_the_reference_is_still_confirmed(
    ended: Case, now: datetime, by: Actor
) -> None:
    reference = ended.notices.filter(state="sent")[0].reference
    assert parse_reference(reference) == reference
    before = answer(reference)

    done = erase(ended, now, by)

    assert done.is_clean
    assert done.certificate is not None
    assert done.certificate.holdings.patients == 4
    with pytest.raises(NoDataKey):
        sealer_for(ended.pk)
    assert ended.patients.count() == 0
    assert before is not None
    assert answer(reference) == before


@pytest.mark.parametrize("where", ["destroy_data_key", "finish_erasure", "clean_files"])
def test_whatever_was_interrupted_is_ended_by_the_next_run(
    where: str, ended: Case, now: datetime, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(erasing, where, crash)
        with pytest.raises(Crash):
            erase(ended, now, by)
    erase(ended, now, by)
    ended.refresh_from_db()
    assert ended.erased_at == now
    assert [len(told(kind)) for kind in ("case.closed", "case.erasure_begun", "case.erased")] == [1, 1, 1]


def test_a_crash_inside_the_last_act_keeps_all_rows(
    ended: Case, now: datetime, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(actions, "_certified", crash)
        with pytest.raises(Crash):
            erase(ended, now, by)
    assert (ended.patients.count(), ended.notices.filter(state="withdrawn").count()) == (4, 0)
    assert erase(ended, now, by).certificate is not None


def test_a_refused_erasure_destroys_no_key(now: datetime, by: Actor) -> None:
    case = approved_case(emails=1, at=now, by=by)
    with pytest.raises(ActRefused):
        erase(case, now, by)
    sealer_for(case.pk)


def test_erasing_again_changes_nothing(ended: Case, now: datetime, by: Actor) -> None:
    erase(ended, now, by)
    for _ in range(2):
        assert erase(ended, now, by) == Erasure(certificate=None, is_clean=True)
