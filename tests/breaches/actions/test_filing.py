"""Recording filings and their receipts."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest

from notifier.audit.actors import Actor
from notifier.audit.canonical import moment, read_event
from notifier.audit.models import Event
from notifier.breaches.actions import record_filing
from notifier.breaches.actions.filing import show_receipt
from notifier.breaches.choices import FilingChannel, FilingKind
from notifier.breaches.models import Case, Filing, FilingReceipt
from notifier.breaches.policies import CaseNotOpen, FilingRefused, ImpossibleMoment
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import check_reason
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 accus\xc3\xa9 de r\xc3\xa9ception"
HOUR = timedelta(hours=1)


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    return open_practice(at=now, by=by)[0]


def file(case: Case, filed_at: datetime, by: Actor, **more: Any) -> Filing:
    more = {"receipt": "CNIL-123", "at": filed_at, **more}
    return record_filing(case=case, filed_at=filed_at, channel=FilingChannel.ONLINE_FORM, by=by, **more)


def said(kind: str) -> dict[str, Any]:
    return dict(read_event(bytes(Event.objects.filter(kind=kind).latest("pk").body))["data"])


def test_a_filing_leaves_its_event_without_its_receipt(case: Case, now: datetime, by: Actor) -> None:
    filing = file(case, now, by)
    assert said("filing.recorded") == {
        "kind": "initial", "filed_at": moment(now), "channel": "online_form", "is_complete": True,
    }  # fmt: skip
    assert Filing.objects.get() == filing
    assert (filing.receipt, filing.recorded_by, filing.reason) == ("CNIL-123", str(by), None)


def test_a_filing_before_awareness_is_refused(case: Case, now: datetime, by: Actor) -> None:
    with pytest.raises(ImpossibleMoment):
        file(case, now - HOUR, by, at=now)
    assert not Filing.objects.exists()


def test_a_late_filing_gives_its_reasons_which_lie_sealed(case: Case, now: datetime, by: Actor) -> None:
    late = now + timedelta(hours=80)
    with pytest.raises(FilingRefused) as refused:
        file(case, late, by, reason="  ")
    assert refused.value.problems == ("late_unreasoned",)
    filing = file(case, late, by, reason="La liste est arrivée tard.")
    assert filing.reason is not None
    assert b"liste" not in bytes(filing.reason)
    commitment = said("filing.recorded")["reason"]
    text = check_reason(sealer_for(case.pk), "filings", filing.uid, filing.reason, commitment=commitment)
    assert text == "La liste est arrivée tard."


def test_what_follows_the_first_filing_is_no_longer_late(case: Case, now: datetime, by: Actor) -> None:
    file(case, now, by, is_complete=False)
    filing = file(case, now + timedelta(hours=100), by, kind=FilingKind.COMPLEMENTARY)
    assert (filing.kind, filing.is_complete) == ("complementary", True)


@pytest.mark.parametrize(
    ("kind", "reason", "problems"),
    [
        (FilingKind.COMPLEMENTARY, "", ("complement_without_filing",)),
        (FilingKind.WITHDRAWAL, "", ("withdrawal_without_filing", "withdrawal_unreasoned")),
        (FilingKind.WITHDRAWAL, "Aucune donnée n’a fui.", ("withdrawal_without_filing",)),
    ],
)
def test_nothing_follows_where_nothing_was_filed(
    case: Case, kind: FilingKind, reason: str, problems: tuple[str, ...], now: datetime, by: Actor
) -> None:
    with pytest.raises(FilingRefused) as refused:
        file(case, now, by, kind=kind, reason=reason)
    assert refused.value.problems == problems


@pytest.mark.parametrize(
    ("kind", "before", "problems"),
    [
        (FilingKind.INITIAL, False, ("filing_already_made",)),
        (FilingKind.COMPLEMENTARY, True, ("complement_before_filing",)),
        (FilingKind.WITHDRAWAL, False, ("withdrawal_unreasoned",)),
    ],
)
def test_what_follows_has_its_order_and_a_withdrawal_its_reason(
    case: Case, kind: FilingKind, before: bool, problems: tuple[str, ...], now: datetime, by: Actor
) -> None:
    file(case, now + 2 * HOUR, by)
    with pytest.raises(FilingRefused) as refused:
        file(case, now + (HOUR if before else 3 * HOUR), by, kind=kind, at=now + 4 * HOUR)
    assert refused.value.problems == problems
    assert Filing.objects.count() == 1


def test_a_filing_is_withdrawn_with_its_reason(case: Case, now: datetime, by: Actor) -> None:
    file(case, now, by)
    file(case, now + HOUR, by, kind=FilingKind.WITHDRAWAL, reason="Aucune donnée n’a fui.")
    assert list(case.filings.order_by("filed_at").values_list("kind", flat=True)) == ["initial", "withdrawal"]


def test_the_receipt_lies_sealed_and_is_shown_by_an_act(case: Case, now: datetime, by: Actor) -> None:
    file(case, now, by, document=PDF)
    document = FilingReceipt.objects.get()
    digest = sha256(PDF).hexdigest()
    assert document.sealed is not None
    assert b"PDF" not in bytes(document.sealed)
    assert (document.media_type, document.sha256) == ("application/pdf", digest)
    assert said("filing.recorded")["document"] == digest
    assert show_receipt(document=document, by=by, at=now) == PDF
    assert said("filing.receipt_shown") == {"sha256": digest}


@pytest.mark.parametrize(
    ("document", "problem"),
    [(b"<script>", "receipt_of_unknown_kind"), (b"%PDF-" + bytes(10 * 1024 * 1024), "receipt_too_big")],
)
def test_a_receipt_that_is_none_leaves_nothing(
    case: Case, document: bytes, problem: str, now: datetime, by: Actor
) -> None:
    with pytest.raises(FilingRefused) as refused:
        file(case, now, by, document=document)
    assert refused.value.problems == (problem,)
    assert not Filing.objects.exists()


def test_nothing_is_filed_in_an_erased_case(case: Case, now: datetime, by: Actor) -> None:
    Case.objects.filter(pk=case.pk).update(closed_at=now, erasing_at=now)
    with pytest.raises(CaseNotOpen):
        file(case, now, by)
