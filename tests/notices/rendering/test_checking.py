from datetime import datetime

import pytest

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.actions.examining import check_roster_letters, override_finding
from notifier.notices.models import Wording, WordingText
from notifier.notices.rendering.checking import advisory_of, check_page, text_findings
from notifier.rosters.actions import import_roster
from tests.worlds import HEADER

pytestmark = pytest.mark.django_db
WIDE = f"{HEADER}{'W' * 18};{'M' * 18};01/02/1980;1 rue du Port;69003;Lyon;;;;\n".encode()


def test_a_fresh_draft_has_nothing_in_its_way(draft: Wording, now: datetime) -> None:
    checked = check_page(draft, 6, now)
    assert (checked.judged, checked.roster, checked.is_roster_current) == ((), None, False)


def test_a_fact_the_case_lacks_is_found_where_the_text_asks_for_it(case: Case, draft: Wording) -> None:
    case.controller.telephone = ""
    case.controller.save()
    fresh = Wording.objects.get(pk=draft.pk)
    found = text_findings(fresh)
    assert {one.code for one in found} == {"empty_placeholder"}
    assert {one.place.part for one in found} == {"contact"}


def test_blocking_findings_come_before_advice_and_each_says_what_became_of_it(
    case: Case, draft: Wording, text: WordingText, owner: User, now: datetime, by: Actor
) -> None:
    import_roster(case=case, data=WIDE, confirmed=frozenset(), user=owner, by=by, at=now)
    check_roster_letters(wording=draft, checker=owner, by=by, at=now)
    WordingText.objects.filter(pk=text.pk).update(parts={**text.parts, "contact": ""})
    checked = check_page(draft, 7, now)
    assert [one.finding.code for one in checked.judged] == ["missing_contact", "address_too_wide"]
    (block,), (advice,) = checked.blocking, checked.advisory
    assert (checked.counts, checked.open_count) == ({advice.fingerprint: 1}, 2)
    assert not checked.is_roster_current
    override_finding(wording=draft, finding=advice.fingerprint, reason="x", decider=owner, by=by, at=now)
    again = check_page(draft, 7, now)
    assert again.open_count == 1
    assert again.overrides[advice.fingerprint].given_by == owner
    assert [advisory_of(again.judged, mark) for mark in (block.fingerprint, advice.fingerprint, "x")] == [
        False,
        True,
        None,
    ]


def test_a_look_is_current_while_texts_and_roster_are(
    case: Case, draft: Wording, owner: User, now: datetime, by: Actor
) -> None:
    check_roster_letters(wording=draft, checker=owner, by=by, at=now)
    assert check_page(draft, 6, now).is_roster_current
    assert not check_page(draft, 7, now).is_roster_current
