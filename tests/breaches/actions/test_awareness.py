"""The awareness ledger: written once, corrected by a new entry, sealed, told in the log."""

from datetime import datetime, timedelta
from hashlib import sha256

import pytest

from notifier.audit.actors import Actor
from notifier.audit.canonical import moment, read_event
from notifier.audit.models import Event
from notifier.breaches.actions import attach_paper, record_awareness, record_filing, show_paper
from notifier.breaches.actions.awareness import PAPER_LIMIT
from notifier.breaches.choices import FilingChannel
from notifier.breaches.models import AwarenessEntry, AwarenessFile, Case
from notifier.breaches.policies import CaseNotOpen, LedgerRefused, PaperRefused
from notifier.breaches.queries.ledger import TABLE
from notifier.law.ledger import AwarenessKind
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import check_reason
from tests.worlds import open_practice

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
REASON = "Canari a relu le courriel"
LETTER = b"%PDF-1.7 la lettre de Canari"


@pytest.fixture
def case(now: datetime, by: Actor) -> Case:
    return open_practice(at=now, by=by)[0]


def told(kind: str) -> list[dict[str, object]]:
    return [read_event(bytes(event.body))["data"] for event in Event.objects.filter(kind=kind).order_by("pk")]


def corrected(case: Case, to: datetime, by: Actor, at: datetime) -> AwarenessEntry:
    kind = AwarenessKind.CERTAINTY
    return record_awareness(case=case, kind=kind, happened_at=to, reason=REASON, by=by, at=at)


def test_opening_a_case_writes_the_first_entry(case: Case, now: datetime, by: Actor) -> None:
    entry = case.awareness.get()
    assert (entry.kind, entry.happened_at, entry.recorded_by) == (AwarenessKind.CERTAINTY, now, str(by))
    assert told("awareness.recorded") == [{"of": "certainty", "happened_at": moment(now)}]


def test_a_correction_names_what_it_corrects_and_moves_the_clocks(case: Case, now: datetime, by: Actor) -> None:
    first = case.awareness.get()
    entry = corrected(case, now - HOUR, by, now)
    case.refresh_from_db()
    assert (case.aware_at, entry.corrects) == (now - HOUR, first)
    assert list(case.awareness.in_force()) == [entry]
    [event] = told("awareness.corrected")
    assert (event["corrects"], event["happened_at"]) == (str(first.pk), moment(now - HOUR))
    assert entry.reason is not None
    commitment = str(event["commitment"])
    sealed = bytes(entry.reason)
    assert check_reason(sealer_for(case.pk), TABLE, entry.pk, sealed, commitment=commitment) == REASON


def test_without_its_reason_nothing_is_corrected(case: Case, now: datetime, by: Actor) -> None:
    with pytest.raises(LedgerRefused, match="awareness_correction_unreasoned"):
        record_awareness(case=case, kind=AwarenessKind.CERTAINTY, happened_at=now - HOUR, by=by, at=now)
    case.refresh_from_db()
    assert (case.aware_at, case.awareness.count()) == (now, 1)


def test_the_same_moment_is_written_once(case: Case, now: datetime, by: Actor) -> None:
    entries = [corrected(case, now - HOUR, by, now) for _ in range(2)]
    assert entries[0] == entries[1]
    assert len(told("awareness.corrected")) == 1


def test_a_certainty_cannot_come_after_its_filing(case: Case, now: datetime, by: Actor) -> None:
    record_filing(case=case, filed_at=now, channel=FilingChannel.POST, receipt="", by=by, at=now)
    with pytest.raises(LedgerRefused, match="filing_before_awareness"):
        corrected(case, now + HOUR, by, now + 2 * HOUR)


def test_the_vendors_moments_leave_the_cases_clocks_alone(case: Case, now: datetime, by: Actor) -> None:
    record_awareness(case=case, kind=AwarenessKind.VENDOR_KNEW, happened_at=now - 9 * HOUR, by=by, at=now)
    case.refresh_from_db()
    assert case.aware_at == now


def test_a_paper_lies_sealed_and_its_hash_in_the_log(case: Case, now: datetime, by: Actor) -> None:
    entry = case.awareness.get()
    files = [attach_paper(entry=entry, data=LETTER, by=by, at=now) for _ in range(2)]
    assert files[0] == files[1]
    file = AwarenessFile.objects.get()
    assert b"Canari" not in bytes(file.sealed)
    digest = sha256(LETTER).hexdigest()
    assert told("awareness.paper_attached") == [
        {"entry": str(entry.pk), "sha256": digest, "size": len(LETTER), "type": "application/pdf"}
    ]
    assert show_paper(file=file, by=by, at=now) == LETTER
    assert told("awareness.paper_shown") == [{"sha256": digest}]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "paper_unreadable"),
        (b"PK\x03\x04", "paper_unreadable"),
        (b"%PDF-" * PAPER_LIMIT, "paper_too_large"),
    ],
)
def test_what_is_no_proof_is_not_kept(data: bytes, code: str, case: Case, now: datetime, by: Actor) -> None:
    with pytest.raises(PaperRefused, match=code):
        attach_paper(entry=case.awareness.get(), data=data, by=by, at=now)
    assert not AwarenessFile.objects.exists()


def test_a_closed_case_takes_nothing_in(case: Case, now: datetime, by: Actor) -> None:
    Case.objects.filter(pk=case.pk).update(closed_at=now)
    with pytest.raises(CaseNotOpen, match="case_closed"):
        corrected(case, now - HOUR, by, now)
    with pytest.raises(CaseNotOpen, match="case_closed"):
        attach_paper(entry=case.awareness.get(), data=LETTER, by=by, at=now)


def test_no_event_holds_a_word_of_it(case: Case, now: datetime, by: Actor) -> None:
    attach_paper(entry=corrected(case, now - HOUR, by, now), data=LETTER, by=by, at=now)
    bodies = b"".join(bytes(event.body) for event in Event.objects.all())
    assert b"Canari" not in bodies
    assert b"courriel" not in bodies
