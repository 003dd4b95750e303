from datetime import datetime, timedelta

import pytest

from notifier.accounts.models import Mandate
from notifier.audit.actors import Actor
from notifier.breaches.actions.advising import give_advice, record_order
from notifier.breaches.policies import RefusedByLaw
from notifier.breaches.queries.deciding import advice_text
from notifier.breaches.queries.documents import open_document
from notifier.law.decisions.shapes import Advice, OrderKind, Telling
from notifier.law.refusals import codes
from notifier.law.risk import Risk
from tests.cast import make_cast
from tests.dossiers.endings import told

pytestmark = pytest.mark.django_db
ADVICE = Advice(risk=Risk.HIGH, notifies_authority=True, telling=Telling.DIRECT)


def test_the_mandated_dpo_advises_and_nobody_else(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    for name, user in cast.everyone.items():
        if name not in {"dpo", "counting_dpo"}:
            with pytest.raises(RefusedByLaw) as refused:
                give_advice(case=cast.case, advice=ADVICE, why="x", adviser=user, by=by, at=now)
            assert codes(refused.value.refusals) == ("advice_not_dpo",), name
    given = give_advice(case=cast.case, advice=ADVICE, why="Motif Canari", adviser=cast.dpo, by=by, at=now)
    assert advice_text(given) == "Motif Canari"
    assert b"Canari" not in bytes(given.sealed or b"")
    [event] = told("advice.given")
    assert (event["risk"], event["authority"], event["telling"]) == ("high", True, "direct")


def test_a_mandate_that_ended_gives_no_voice(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    Mandate.objects.update(ended_at=now)
    with pytest.raises(RefusedByLaw, match="advice_not_dpo"):
        give_advice(case=cast.case, advice=ADVICE, why="x", adviser=cast.dpo, by=by, at=now)


def test_an_empty_advice_is_none(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    with pytest.raises(RefusedByLaw, match="advice_empty"):
        give_advice(case=cast.case, advice=Advice(), why="x", adviser=cast.dpo, by=by, at=now)


def test_an_order_is_kept_with_its_document(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    order = record_order(
        case=cast.case, kind=OrderKind.COMMUNICATE, received_at=now, data=b"CNIL", recorder=cast.owner, by=by, at=now
    )
    assert open_document(order.document) == b"CNIL"
    assert told("order.received")[0]["document"] == order.document.sha256


def test_an_order_that_cannot_be_is_refused(now: datetime, by: Actor) -> None:
    cast = make_cast(at=now, by=by)
    later = now + timedelta(hours=1)
    for user, data, at, code in (
        (cast.owner, b"", now, "order_undocumented"),
        (cast.owner, b"x", later, "order_in_future"),
        (cast.dpo, b"x", now, "decision_not_controller"),
    ):
        with pytest.raises(RefusedByLaw) as refused:
            record_order(
                case=cast.case, kind=OrderKind.COMMUNICATE, received_at=at, data=data, recorder=user, by=by, at=now
            )
        assert codes(refused.value.refusals) == (code,)
    assert not cast.case.documents.exists()
