"""The two acts of an erasure, with the key destroyed between them."""

from datetime import date, datetime, timedelta

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.actions import record_filing
from notifier.breaches.actions.documents import keep_document
from notifier.breaches.choices import FilingChannel, FilingKind, Paper
from notifier.breaches.models import Case, FilingReceipt
from notifier.breaches.policies import CaseNotOpen
from notifier.breaches.queries.deciding import risk_of
from notifier.delivery.models import Attempt, MadeLetter
from notifier.dossiers.actions.closing import close_case, postpone_erasure, reopen_case
from notifier.dossiers.actions.erasing import KeyStillThere, begin_erasure, finish_erasure
from notifier.dossiers.choices import ErasureReason, PostponingReason
from notifier.dossiers.policies import ActRefused
from notifier.law.risk import Risk
from notifier.notices.actions.agreeing import demand_two_persons, lift_two_persons
from notifier.notices.actions.commenting import write_comment
from notifier.notices.actions.requests import Asked, Reply, answer_request, take_request
from notifier.notices.choices import RequestChannel, RequestKind, State
from notifier.notices.models import PatientRequest
from notifier.notices.rules.findings import Place
from notifier.notices.rules.requests import Said
from notifier.rosters.actions import import_roster, stage_roster
from notifier.rosters.models import Patient, StagedRoster
from notifier.vault.keystore import destroy_data_key
from tests.dossiers.endings import told
from tests.worlds import approved_case, roster

pytestmark = pytest.mark.django_db


def begin(case: Case, now: datetime, by: Actor) -> None:
    begin_erasure(case=case, reason=ErasureReason.ASKED, by=by, at=now)


def test_nothing_is_left_of_the_people_and_all_of_what_was_done(ended: Case, now: datetime, by: Actor) -> None:
    stage_roster(case=ended, data=roster(emails=5), by=by, at=now)
    record_filing(case=ended, kind=FilingKind.COMPLEMENTARY, filed_at=now, channel=FilingChannel.POST, receipt="N-1",
                  reason="Liste tardive.", document=b"%PDF-", by=by, at=now)  # fmt: skip
    references = set(ended.notices.values_list("reference", flat=True))
    begin(ended, now, by)
    destroy_data_key(ended.pk)
    certificate = finish_erasure(case=ended, by=by, at=now + timedelta(seconds=1))

    assert certificate is not None
    for left in (Patient, MadeLetter, StagedRoster):
        assert not left._default_manager.exists()
    assert set(Attempt.objects.values_list("sealed", flat=True)) == {None}
    assert FilingReceipt.objects.get().sealed is None
    assert sorted(ended.filings.values_list("receipt", "reason")) == [("", None), ("N-1", None)]
    assert Attempt.objects.exclude(commitment="").count() == 3
    assert set(ended.notices.values_list("reference", flat=True)) == references
    assert sorted(ended.notices.values_list("state", flat=True)) == ["in_run", "sent", "sent", "withdrawn"]
    ended.refresh_from_db()
    assert (ended.closed_at, ended.erasing_at, ended.erased_at) == (now, now, now + timedelta(seconds=1))


def test_the_certificate_says_what_went_what_stays_and_what_is_out_of_reach(
    ended: Case, now: datetime, by: Actor
) -> None:
    begin(ended, now, by)
    destroy_data_key(ended.pk)
    finish_erasure(case=ended, by=by, at=now)
    assert told("case.erased") == [
        {
            "patients": 4,
            "letters": 1,
            "messages": 2,
            "uploads": 0,
            "withdrawn": 1,
            "key_destroyed": True,
            "kept": ["log", "references", "outcomes", "commitments", "wordings", "counts", "filings"],
            "kept_because": ["gdpr_5_2", "gdpr_33_5"],
            "backups": ["unreadable_without_the_key", "key_store_backups_must_expire"],
            "beyond_reach": ["messages_sent", "letters_posted", "files_exported"],
        }
    ]
    assert told("notice.withdrawn") == [{"code": "case_erased", "from": "held"}]


def test_what_is_done_is_not_done_again(ended: Case, now: datetime, by: Actor) -> None:
    for _ in range(2):
        begin(ended, now, by)
    destroy_data_key(ended.pk)
    assert finish_erasure(case=ended, by=by, at=now) is not None
    assert finish_erasure(case=ended, by=by, at=now) is None
    assert len(told("case.erasure_begun")) == len(told("case.erased")) == 1


def test_nothing_is_certified_while_the_key_is_there(ended: Case, now: datetime, by: Actor) -> None:
    begin(ended, now, by)
    with pytest.raises(KeyStillThere):
        finish_erasure(case=ended, by=by, at=now)
    assert ended.patients.count() == 4


def test_a_case_in_which_something_moves_is_not_erased(now: datetime, by: Actor) -> None:
    case = approved_case(letters=1, at=now, by=by)
    with pytest.raises(ActRefused, match="notices_moving"):
        begin(case, now, by)
    case.refresh_from_db()
    assert (case.is_open, case.is_erased) == (True, False)


def test_from_its_first_step_on_the_case_takes_nothing_in(ended: Case, decider: User, now: datetime, by: Actor) -> None:
    begin(ended, now, by)
    with pytest.raises(CaseNotOpen, match="case_erased"):
        import_roster(case=ended, data=roster(emails=5), confirmed=frozenset(), user=decider, by=by, at=now)
    with pytest.raises(ActRefused, match="case_erased"):
        reopen_case(case=ended, by=by, at=now)


def test_a_reason_to_wait_goes_with_the_case(ended: Case, now: datetime, by: Actor) -> None:
    close_case(case=ended, by=by, at=now)
    reason = PostponingReason.OTHER
    postpone_erasure(case=ended, to=date(2026, 7, 1), reason=reason, text="parce que", by=by, at=now)
    begin(ended, now, by)
    destroy_data_key(ended.pk)
    finish_erasure(case=ended, by=by, at=now)
    ended.refresh_from_db()
    assert ended.postponing_reason is None
    assert ended.notices.filter(state=State.HELD).count() == 0
    assert len(told("case.closed")) == 1


def test_what_was_decided_stays_without_its_reasons(ended: Case, decider: User, now: datetime, by: Actor) -> None:
    keep_document(case=ended, kind=Paper.GROUND, data=b"x", keeper=decider, by=by, at=now)
    begin(ended, now, by)
    destroy_data_key(ended.pk)
    finish_erasure(case=ended, by=by, at=now)
    assert set(ended.decisions.values_list("value", "sealed")) == {("high", None), ("yes", None), ("direct", None)}
    assert list(ended.documents.values_list("sealed", flat=True)) == [None]
    assert risk_of(ended) is Risk.HIGH


def test_what_was_said_of_the_text_goes_and_that_it_was_said_stays(
    ended: Case, decider: User, now: datetime, by: Actor
) -> None:
    wording = ended.wordings.get()
    whole = Place("", "", "", "")
    Case.objects.filter(pk=ended.pk).update(closed_at=None)
    write_comment(wording=wording, place=whole, text="Canari", writer=decider, by=by, at=now)
    demand_two_persons(case=ended, asker=decider, by=by, at=now)
    lift_two_persons(case=ended, reason="Canari", decider=decider, by=by, at=now)
    begin(ended, now, by)
    destroy_data_key(ended.pk)
    finish_erasure(case=ended, by=by, at=now)
    assert [row.sealed for row in (wording.comments.get(), ended.two_person_demands.get())] == [None, None]


def test_another_case_keeps_everything(ended: Case, now: datetime, by: Actor) -> None:
    other = approved_case(number=2, emails=2, held=1, at=now, by=by)
    begin(ended, now, by)
    destroy_data_key(ended.pk)
    finish_erasure(case=ended, by=by, at=now)
    assert other.patients.count() == 3
    assert sorted(other.notices.values_list("state", flat=True)) == ["held", "queued", "queued"]


def ask(case: Case, now: datetime, by: Actor) -> PatientRequest:
    asked = Asked(RequestKind.ACCESS, RequestChannel.LETTER, Said("Bonjour."), now)
    return take_request(case=case, notice=case.notices.filter(state=State.SENT)[0], asked=asked, by=by, at=now)


def test_a_request_is_answered_first_and_its_words_go(ended: Case, now: datetime, by: Actor) -> None:
    made = ask(ended, now, by)
    with pytest.raises(ActRefused, match="requests_open"):
        begin(ended, now, by)
    answer_request(request=made, reply=Reply(now, RequestChannel.LETTER, "Voici."), by=by, at=now)
    begin(ended, now, by)
    destroy_data_key(ended.pk)
    finish_erasure(case=ended, by=by, at=now)
    row = PatientRequest.objects.get()
    assert (row.sealed, row.answer, row.state) == (None, None, "answered")
