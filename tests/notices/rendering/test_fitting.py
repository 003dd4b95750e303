"""Looking at every letter finds what composing each of them would."""

from datetime import datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.actions import approve_wording
from notifier.notices.models import Wording
from notifier.notices.rendering.checking import judged_findings
from notifier.notices.rendering.fitting import examine_roster
from notifier.notices.rules.findings import Gravity
from notifier.rosters.actions import import_roster
from tests.worlds import HEADER, roster

pytestmark = pytest.mark.django_db
WIDE = f"{'W' * 18};{'M' * 18};01/02/1980;1 rue du Port;69003;Lyon;;;;\n"
# Nobody's letter carries these; with an e-mail besides, for the e-mail may fail.
STRANGE = "Canari;山田;01/02/1981;1 rue du Port;69003;Lyon;yamada@example.org;;;\n"


def test_a_roster_that_fits_is_said_to_fit(case: Case, draft: Wording, now: datetime) -> None:
    report = examine_roster(draft, now)
    assert (report.patients, report.faults) == (6, ())
    assert set(report.pages) == {
        ("fr", "administrative", "adult"), ("fr", "annotated", "adult"), ("fr", "administrative", "guardian"),
    }  # fmt: skip
    assert all(1 <= pages <= 2 for pages in report.pages.values())


def test_who_does_not_fit_is_named_with_why(case: Case, draft: Wording, owner: User, now: datetime, by: Actor) -> None:
    data = (HEADER + WIDE + STRANGE).encode()
    import_roster(case=case, data=data, confirmed=frozenset(), user=owner, by=by, at=now)
    report = examine_roster(draft, now)
    assert sorted((fault.code, fault.letters) for fault in report.faults) == [
        ("address_too_wide", ""), ("unprintable", "山田"),
    ]  # fmt: skip


def test_letters_from_another_font_are_reported_and_keep_nobody_waiting(
    case: Case, draft: Wording, owner: User, now: datetime, by: Actor
) -> None:
    data = f"{HEADER}Həsənov;Əli;01/02/1980;1 rue du Port;69003;Lyon;;;;\n".encode()
    import_roster(case=case, data=data, confirmed=frozenset(), user=owner, by=by, at=now)
    report = examine_roster(draft, now)
    (fault,) = report.faults
    assert (fault.code, fault.letters, fault.is_note) == ("other_font", "Əə", True)
    assert "Ə" not in repr(fault)
    assert judged_findings(draft, report.found(), now) == judged_findings(draft, (), now)
    approve_wording(wording=draft, approver=owner, by=by, at=now)


def test_a_text_that_would_show_boxes_is_stopped(case: Case, draft: Wording, now: datetime) -> None:
    text = draft.texts.get(language="fr", tier="administrative", audience="adult")
    text.parts |= {"measures": text.parts["measures"] + " \ue123"}
    text.save(update_fields=["parts"])
    report = examine_roster(draft, now)
    assert {key: letters for key, letters in report.boxes.items() if letters} == {
        ("fr", "administrative", "adult"): "\ue123"
    }
    (found,) = report.found()
    assert (found.finding.code, found.finding.gravity, found.finding.place.excerpt) == (
        "no_shape", Gravity.BLOCKING, "\ue123",
    )  # fmt: skip


def test_who_has_no_text_is_found(case: Case, draft: Wording, now: datetime) -> None:
    draft.texts.filter(audience="guardian").delete()
    (fault,) = examine_roster(draft, now).faults
    assert (fault.code, case.patients.get(pk=fault.patient).majority_year) == ("no_text", 2033)


def test_who_has_a_notice_already_is_left_alone(
    case: Case, draft: Wording, owner: User, now: datetime, by: Actor
) -> None:
    approve_wording(wording=draft, approver=owner, by=by, at=now)
    assert examine_roster(draft, now).patients == 0


def test_more_patients_cost_no_more_queries(
    case: Case,
    draft: Wording,
    owner: User,
    now: datetime,
    by: Actor,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    import_roster(case=case, data=roster(letters=200), confirmed=frozenset(), user=owner, by=by, at=now)
    with django_assert_max_num_queries(12):
        assert examine_roster(draft, now).patients > 200
