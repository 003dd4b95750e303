"""Every address of a case, tried as every role and as a stranger."""

from datetime import datetime
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from notifier.audit.actors import Actor
from notifier.audit.models import Event
from notifier.breaches.actions import record_filing
from notifier.breaches.actions.facts import write_facts
from notifier.breaches.choices import FilingChannel
from notifier.breaches.models import Breach, FilingReceipt
from notifier.delivery.actions import halt, note_handover
from notifier.delivery.choices import HaltKind, HaltReason, ProviderKind
from notifier.lib.ids import new_reference
from notifier.mailroom.choices import ReturnReason
from notifier.mailroom.models import Piece, PrintRun, ReturnedLetter
from notifier.notices.actions import draft_wording
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from notifier.rosters.actions import import_roster
from tests.breaches.sharing import FACTS
from tests.cast import Cast, make_cast
from tests.worlds import roster

pytestmark = pytest.mark.django_db

ALL = {"owner", "assistant", "dpo", "counting_dpo", "auditor", "operator"}
PEOPLE = {"owner", "assistant", "dpo", "auditor"}
# Who gets a page (200); everyone else of the cast is refused (403) or told that it does not exist (404).
CASE_PAGES = {
    "case": ALL,
    "journal": ALL,
    "wording": PEOPLE | {"counting_dpo"},
    "letter_pdf": PEOPLE | {"counting_dpo"},
    "email_html": PEOPLE | {"counting_dpo"},
    "choose_patient": PEOPLE,
    "other_forms": PEOPLE | {"counting_dpo"},
    "form_pdf": PEOPLE | {"counting_dpo"},
    "telephone_script": PEOPLE | {"counting_dpo"},
    "edit_text": PEOPLE | {"counting_dpo"},
    "text_revisions": PEOPLE | {"counting_dpo"},
    "wording_versions": PEOPLE | {"counting_dpo"},
    "wording_comments": PEOPLE | {"counting_dpo"},
    "wording_checks": PEOPLE | {"counting_dpo"},
    "two_persons": PEOPLE | {"counting_dpo"},
    "follow_ups": PEOPLE | {"counting_dpo"},
    "patients": PEOPLE,
    "unreached": ALL,
    "unreached_csv": PEOPLE | {"counting_dpo"},
    "doubts": PEOPLE,
    "halt_case": {"owner"},
    "pace_case": ALL,
    "approve": {"owner"},
    "file_report": {"owner"},
    "authority_file": {"owner", "assistant", "dpo", "counting_dpo", "auditor"},
    "roster_upload": {"owner", "assistant"},
    "close_case": {"owner"},
    "awareness": ALL,
    "write_awareness": {"owner"},
    "deadlines": ALL,
    "late_reasons": PEOPLE | {"counting_dpo"},
    "severity": ALL,
    "choose_severity": {"owner"},
    "decisions": ALL,
    "decide": {"owner"},
    "advise": {"dpo", "counting_dpo"},
    "order": {"owner"},
    "public_notice": {"owner"},
    "delay_telling": {"owner"},
    "case_facts": ALL,
    "adapt_facts": {"owner"},
    "care": PEOPLE,
    "care_group": PEOPLE,
    "care_rule": {"owner"},
    "to_tell": PEOPLE,
    "requests": ALL,
    "note_request": {"owner", "assistant"},
}
# What stands in an address after the case.
MORE = {
    "write_awareness": ["certitude"],
    "care_group": ["minor_secret"],
    "care_rule": ["minor_secret", "in_person"],
    **{page: ["fr.administrative.adult"] for page in ("edit_text", "text_revisions", "live_text", "typed_pdf")},
    "override_finding": ["0" * 64],
    "form_pdf": ["short"],
}
PATIENT_PAGES = {"patient": PEOPLE, "erase_patient": {"owner"}, "note_patient_request": {"owner", "assistant"}}
PATIENT_POSTS = {
    "patient": PEOPLE,
    "correct_patient": {"owner", "assistant"},
    "erase_patient": {"owner"},
    "note_patient_request": {"owner", "assistant"},
}
POSTS = {
    "approve": {"owner"},
    "begin_wording": {"owner", "assistant"},
    # Of those who may look, some see an invented person only.
    "wording": PEOPLE | {"counting_dpo"},
    "letter_pdf": PEOPLE | {"counting_dpo"},
    "form_pdf": PEOPLE | {"counting_dpo"},
    "edit_text": {"owner", "assistant", "dpo", "counting_dpo"},
    "live_text": {"owner", "assistant", "dpo", "counting_dpo"},
    "typed_pdf": {"owner", "assistant", "dpo", "counting_dpo"},
    "wording_comments": {"owner", "assistant", "dpo", "counting_dpo"},
    "wording_checks": {"owner", "assistant", "dpo", "counting_dpo"},
    "override_finding": {"owner"},
    "two_persons": {"owner", "dpo", "counting_dpo"},
    "follow_ups": {"owner"},
    "give_up_follow_up": {"owner"},
    "print_run": {"owner", "assistant"},
    "file_report": {"owner"},
    "authority_export": {"owner", "assistant", "dpo", "counting_dpo", "auditor"},
    "common_annex": {"owner", "assistant", "dpo", "counting_dpo", "auditor"},
    "evidence": {"owner", "dpo", "counting_dpo", "auditor"},
    "comparison": {"owner"},
    "requeue_failed": {"owner"},
    "unreached_names": {"owner", "assistant"},
    "doubts": {"owner"},
    "halt_case": {"owner"},
    "pace_case": {"owner"},
    "find_notice": ALL,
    "close_case": {"owner"},
    "reopen_case": {"owner"},
    "postpone_erasure": {"owner"},
    "write_awareness": {"owner"},
    "late_reasons": {"owner"},
    "choose_severity": {"owner"},
    "decide": {"owner"},
    "advise": {"dpo", "counting_dpo"},
    "order": {"owner"},
    "public_notice": {"owner"},
    "delay_telling": {"owner"},
    "lift_delay": {"owner"},
    "adapt_facts": {"owner"},
    "care_rule": {"owner"},
    "aide_memoire": {"owner", "assistant"},
    "note_request": {"owner", "assistant"},
}
# Of the breach: who gets a page.
BREACH_PAGES = {
    "two_for_breach": {"dpo", "counting_dpo"},
    "breach_facts": ALL,
    "write_facts": set(),
    "invitations": {"dpo", "counting_dpo"},
    "vendor_counts": set(),
    "halt_breach": {"operator"},
}
# Of the practice.
PRACTICE_PAGES = {"agreement": {"owner", "assistant"}, "mandates": {"owner", "assistant"}}


@pytest.fixture
def cast(now: datetime, by: Actor) -> Cast:
    cast = make_cast(at=now, by=by)
    data = roster(emails=1, letters=1)
    import_roster(case=cast.case, data=data, confirmed=frozenset(), user=cast.owner, by=by, at=now)
    draft_wording(case=cast.case, by=by, at=now)
    write_facts(breach=cast.case.breach, facts=FACTS, base=0, user=cast.vendor, by=by, at=now)
    return cast


def status_of(cast: Cast, name: str, page: str, *, post: bool = False) -> int:
    client = Client()
    client.force_login(cast.everyone[name])
    of_patient = [cast.case.patients.order_by("pk")[0].pk] if page in PATIENT_POSTS else []
    address = reverse(page, args=[cast.case.pk, *MORE.get(page, of_patient)])
    return (client.post(address) if post else client.get(address)).status_code


@pytest.mark.parametrize("page", CASE_PAGES)
def test_a_page_of_a_case_opens_for_those_it_is_for(cast: Cast, page: str) -> None:
    opened = {name for name in cast.everyone if status_of(cast, name, page) == 200}
    assert opened == CASE_PAGES[page]


@pytest.mark.parametrize("page", [*CASE_PAGES, "case_live"])
def test_to_a_stranger_and_to_the_vendor_no_case_exists(cast: Cast, page: str) -> None:
    assert {status_of(cast, name, page) for name in ("stranger", "vendor")} == {404}


@pytest.mark.parametrize("page", POSTS)
def test_an_act_is_refused_to_all_but_those_whose_it_is(cast: Cast, page: str) -> None:
    refused = {name for name in cast.everyone if status_of(cast, name, page, post=True) in (403, 404)}
    assert refused == set(cast.everyone) - POSTS[page]


@pytest.mark.parametrize("page", PATIENT_PAGES)
def test_a_patient_is_seen_by_those_who_may_see_people(cast: Cast, page: str) -> None:
    assert {name for name in cast.everyone if status_of(cast, name, page) == 200} == PATIENT_PAGES[page]


@pytest.mark.parametrize("page", PATIENT_POSTS)
def test_an_act_on_a_patient_is_refused_to_all_but_those_whose_it_is(cast: Cast, page: str) -> None:
    allowed = {name for name in cast.everyone if status_of(cast, name, page, post=True) not in (403, 404)}
    assert allowed == PATIENT_POSTS[page]


@pytest.mark.parametrize("page", [*CASE_PAGES, "case_live"])
def test_nobody_sees_a_page_without_logging_in(cast: Cast, page: str) -> None:
    answer = Client().get(reverse(page, args=[cast.case.pk, *MORE.get(page, [])]))
    assert (answer.status_code, answer["Location"].startswith("/compte/login/")) == (302, True)


@pytest.mark.parametrize("post", [False, True])
def test_the_rows_of_the_authoritys_file_are_filled_by_the_practice(cast: Cast, *, post: bool) -> None:
    allowed = set()
    for name, user in cast.everyone.items():
        client = Client()
        client.force_login(user)
        address = reverse("authority_section", args=[cast.case.pk, 1])
        answer = client.post(address) if post else client.get(address)
        allowed |= {name} if answer.status_code in (200, 302) else set()
    assert allowed == {"owner", "assistant"}


def test_a_receipt_is_had_by_those_who_may_read_filings(cast: Cast, now: datetime, by: Actor) -> None:
    record_filing(
        case=cast.case, filed_at=now, channel=FilingChannel.POST, receipt="", document=b"%PDF-", by=by, at=now
    )
    address = reverse("filing_receipt", args=[cast.case.pk, FilingReceipt.objects.get().pk])
    had = set()
    for name, user in cast.everyone.items():
        client = Client()
        client.force_login(user)
        had |= {name} if client.post(address).status_code == 200 else set()
    assert had == {"owner", "assistant", "dpo", "counting_dpo", "auditor"}


def test_a_providers_word_is_noted_by_who_decides(cast: Cast, now: datetime, by: Actor) -> None:
    row = note_handover(case=cast.case.pk, kind=ProviderKind.PRINTER, provider="p", days=30, by=by, at=now)
    address = reverse("copies_erased", args=[cast.case.pk, row.pk])
    assert opened_by(cast, address) == {"owner"}
    assert Client().get(address)["Location"].startswith("/compte/login/")


def test_the_contract_with_the_vendor_is_read_by_who_sees_the_case_and_stated_by_who_decides(cast: Cast) -> None:
    Breach.objects.filter(pk=cast.case.breach_id).update(vendor=cast.vendor.memberships.get().organisation)
    address = reverse("vendor_term", args=[cast.case.pk])
    assert opened_by(cast, address) == ALL
    stated = set()
    for name, user in cast.everyone.items():
        client = Client()
        client.force_login(user)
        if client.post(address, {"hours": "24", "since": "2024-01-01"}).status_code == 302:
            stated.add(name)
    assert stated == {"owner"}


def opened_by(cast: Cast, address: str) -> set[str]:
    opened = set()
    for name, user in cast.everyone.items():
        client = Client()
        client.force_login(user)
        if client.get(address).status_code == 200:
            opened.add(name)
    return opened


def test_a_print_run_is_handled_by_the_practice(cast: Cast, now: datetime) -> None:
    PrintRun.objects.create(case=cast.case, number=1, made_at=now, letters=0, pages=0, sha256="")
    assert opened_by(cast, reverse("run", args=[cast.case.pk, 1])) == {"owner", "assistant"}
    for page in ("run_posted", "run_disposition"):
        address = reverse(page, args=[cast.case.pk, 1])
        assert accepted_from(cast, address) == {"owner", "assistant"}
        assert Client().post(address)["Location"].startswith("/compte/login/")


def test_letters_are_given_to_a_provider_by_the_practice(cast: Cast, now: datetime, settings: Settings) -> None:
    PrintRun.objects.create(case=cast.case, number=1, made_at=now, letters=0, pages=0, sha256="")
    settings.HYBRID_MAIL = {"name": "maileva", "webhook": "hook:" + "x" * 20}
    addresses = [reverse("consign", args=[cast.case.pk])]
    addresses += [reverse(page, args=[cast.case.pk, 1]) for page in ("consign_run", "consign_go_on", "print_otherwise")]
    for address in addresses:
        assert accepted_from(cast, address) == {"owner", "assistant"}
        assert Client().post(address)["Location"].startswith("/compte/login/")
    # The provider knocks without being anyone; who cannot show its secret is not heard, whoever they are.
    assert Client().post(reverse("post_webhook", args=["maileva"])).status_code == 401


def test_returned_mail_is_opened_by_those_who_work_for_a_practice(cast: Cast, now: datetime) -> None:
    assert opened_by(cast, reverse("returns")) == {"owner", "assistant", "stranger"}
    assert Client().get(reverse("returns")).status_code == 302
    notice = Notice.objects.create(
        id=uuid4(),
        case=cast.case,
        patient=cast.case.patients.order_by("pk")[0],
        wording=cast.case.wordings.get(),
        reference=new_reference(b"\x01" * 8),
        channel=Channel.LETTER,
        state=State.RETURNED,
        due_at=now,
        changed_at=now,
    )
    run = PrintRun.objects.create(case=cast.case, number=1, made_at=now, letters=1, pages=1, sha256="")
    piece = Piece.objects.create(run=run, notice=notice, position=1, first_page=1, pages=1, sha256="")
    returned = ReturnedLetter.objects.create(
        piece=piece, reason=ReturnReason.OTHER, led_to=State.RETURNED, noted_at=now, noted_by="user:0"
    )
    assert accepted_from(cast, reverse("correct_return", args=[returned.pk])) == {"owner", "assistant"}


def accepted_from(cast: Cast, address: str) -> set[str]:
    accepted = set()
    for name, user in cast.everyone.items():
        client = Client()
        client.force_login(user)
        if client.post(address).status_code not in (403, 404):
            accepted.add(name)
    return accepted


def test_the_sender_is_read_by_all_whose_notices_leave_in_its_name_and_looked_up_by_two(cast: Cast) -> None:
    address = reverse("sender")
    assert opened_by(cast, address) == ALL | {"stranger"}
    # The stranger decides for a practice of their own.
    assert accepted_from(cast, address) == {"owner", "operator", "stranger"}
    assert Client().get(address)["Location"].startswith("/compte/login/")


def test_the_whole_log_opens_for_the_auditor_alone(cast: Cast) -> None:
    assert opened_by(cast, reverse("whole_journal")) == {"auditor"}
    assert Client().get(reverse("whole_journal")).status_code == 302


def test_an_event_of_a_case_opens_for_those_who_see_the_case(cast: Cast) -> None:
    event = Event.objects.filter(case_id=cast.case.pk).latest("pk")
    assert opened_by(cast, reverse("event", args=[event.uid])) == ALL
    assert Client().get(reverse("event", args=[event.uid])).status_code == 302


def test_an_event_of_no_case_opens_for_the_auditor_alone(cast: Cast) -> None:
    event = Event.objects.filter(case_id=None).latest("pk")
    assert opened_by(cast, reverse("event", args=[event.uid])) == {"auditor"}


def test_the_register_opens_for_everyone_and_shows_each_their_own(cast: Cast) -> None:
    address, name = reverse("register"), cast.case.controller.organisation.name
    assert opened_by(cast, address) == set(cast.everyone)
    shown = set()
    for who, user in cast.everyone.items():
        client = Client()
        client.force_login(user)
        exported = client.post(reverse("register_export"), {"format": "json"}).content.decode()
        page = client.get(address).content.decode()
        assert (name in page.split("<main")[1]) is (name in exported)
        shown |= {who} if name in exported else set()
    assert shown == ALL
    assert Client().get(address).status_code == 302


def test_the_board_of_a_breach_opens_for_those_who_follow_it(cast: Cast) -> None:
    assert opened_by(cast, reverse("breach", args=[cast.case.breach_id])) == ALL


@pytest.mark.parametrize("page", BREACH_PAGES)
def test_a_page_of_a_breach_opens_for_those_it_is_for(cast: Cast, page: str) -> None:
    address = reverse(page, args=[cast.case.breach_id])
    assert opened_by(cast, address) == BREACH_PAGES[page]
    assert Client().get(address)["Location"].startswith("/compte/login/")


@pytest.mark.parametrize("page", ["invitations", "act_on_cases", "write_facts"])
def test_an_act_on_a_breach_is_refused_to_all_but_those_whose_it_is(cast: Cast, page: str) -> None:
    allowed = set()
    for name, user in cast.everyone.items():
        client = Client()
        client.force_login(user)
        if client.post(reverse(page, args=[cast.case.breach_id])).status_code not in (403, 404):
            allowed.add(name)
    assert allowed == (set() if page == "write_facts" else {"dpo", "counting_dpo"})


def test_the_vendor_alone_writes_and_counts(cast: Cast) -> None:
    house = cast.vendor.memberships.get().organisation
    Breach.objects.filter(pk=cast.case.breach_id).update(vendor=house)
    for page in ("write_facts", "vendor_counts"):
        assert opened_by(cast, reverse(page, args=[cast.case.breach_id])) == {"vendor"}
    assert opened_by(cast, reverse("invitations", args=[cast.case.breach_id])) == {"vendor", "dpo", "counting_dpo"}


@pytest.mark.parametrize("page", PRACTICE_PAGES)
def test_a_page_of_a_practice_opens_for_its_own_people(cast: Cast, page: str) -> None:
    address = reverse(page, args=[cast.case.controller_id])
    assert opened_by(cast, address) == PRACTICE_PAGES[page]
    assert Client().get(address)["Location"].startswith("/compte/login/")


def test_only_who_decides_takes_facts_over(cast: Cast) -> None:
    address = reverse("case_facts", args=[cast.case.pk])
    taken = set()
    for name, user in cast.everyone.items():
        client = Client()
        client.force_login(user)
        if client.post(address, {"version": 1}).status_code == 302:
            taken.add(name)
    assert taken == {"owner"}


def test_all_sending_is_halted_by_the_operator_alone(cast: Cast) -> None:
    assert opened_by(cast, reverse("halt_everything")) == {"operator"}
    assert Client().get(reverse("halt_everything")).status_code == 302


@pytest.mark.parametrize("scope", ["case", "breach", "everything"])
def test_a_halt_is_lifted_by_those_who_may_begin_it(cast: Cast, now: datetime, by: Actor, scope: str) -> None:
    over = {"case": {"case": cast.case}, "breach": {"breach": cast.case.breach}, "everything": {}}[scope]
    made = halt(**over, kind=HaltKind.STOP, reason=HaltReason.OTHER, by=by, at=now)  # type: ignore[arg-type]
    allowed = set()
    for name, user in cast.everyone.items():
        client = Client()
        client.force_login(user)
        allowed |= {name} if client.post(reverse("lift_halt", args=[made.pk])).status_code == 200 else set()
    assert allowed == ({"owner"} if scope == "case" else {"operator"})
