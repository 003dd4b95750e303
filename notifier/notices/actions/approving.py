"""Approving a wording: it freezes, its hash binds, its masters are made and its notices are owed."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet, prefetch_related_objects
from django.utils import timezone

from notifier.accounts.models import User
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor, user_actor
from notifier.breaches.models import Case
from notifier.notices.actions.following import owe_follow_ups
from notifier.notices.actions.owing import owe_notices, release_reworded
from notifier.notices.choices import Channel, FollowUp, WordingState
from notifier.notices.models import Approval, FirstApproval, Master, Wording
from notifier.notices.policies import NotApprovable, check_approval, check_second_person
from notifier.notices.queries import awaiting_text, telling_problems
from notifier.notices.queries.agreeing import two_persons
from notifier.notices.queries.following import next_numbers
from notifier.notices.rendering.checking import judged_findings
from notifier.notices.rendering.fingerprints import read_sha256
from notifier.notices.rendering.fitting import examine_roster
from notifier.notices.rendering.masters import MadeMaster, make_masters, wording_texts
from notifier.notices.rules.approvals import approved_bytes
from notifier.notices.rules.overrides import open_codes
from notifier.notices.rules.variants import Variant, possible_variants
from notifier.rosters.models import Patient


@transaction.atomic
def approve_wording(
    *,
    wording: Wording,
    approver: User,
    by: Actor,
    at: datetime,
    read: str | None = None,
    doubt_days: int | None = None,
) -> Approval:
    """Freeze the draft, queue a notice for every patient of the case who has none, and those that waited for a text; of
    a follow-up, one more for each of those it is for.
    `read` is the hash (rendering.fingerprints) of what the approver read; None where nobody read a page. `doubt_days`
    is the period after which a letter takes the place of a message in doubt; else that of the draft.

    Raises NotApprovable, CaseNotOpen. Approving twice is refused by the state, so a double click does no harm.
    """
    wording = _locked(wording)
    read_hash = read_sha256(wording)
    _check(wording, approver, at, is_as_read=read in (None, read_hash))
    persons = two_persons(wording, read_hash)
    check_second_person(is_bound=persons.is_bound, first_by=persons.first_by, approver=approver.pk)
    wording.doubt_days = doubt_days or wording.doubt_days
    masters = make_masters(wording, _wanted(wording, timezone.localdate(at).year))
    sha256 = _hash(wording, masters)
    _freeze(wording, masters)
    approval = Approval.objects.create(wording=wording, sha256=sha256, approved_by=approver, approved_at=at)
    data = {
        "number": wording.number,
        "sha256": sha256,
        "masters": len(masters),
        "doubt_days": wording.doubt_days,
        "read_sha256": read_hash,
    }
    if wording.follow_up:
        data["follow_up"] = wording.follow_up
    if persons.is_bound and persons.first is not None:
        data["first"] = str(user_actor(persons.first.approved_by_id))
    record(Fact("wording.approved", f"wording:{wording.pk}", case=wording.case_id, data=data), by=by, at=at)
    if wording.follow_up:
        owe_follow_ups(wording=wording, by=by, at=at)
    else:
        owe_notices(wording=wording, by=by, at=at)
        release_reworded(wording=wording, by=by, at=at)
    return approval


@transaction.atomic
def approve_first(*, wording: Wording, approver: User, by: Actor, at: datetime, read: str) -> FirstApproval:
    """The first of two people's approvals: nothing freezes and nothing is sent before the second. The same checks hold.
    Twice by the same person does no harm. Raises NotApprovable, CaseNotOpen.
    """
    wording = _locked(wording)
    read_hash = read_sha256(wording)
    _check(wording, approver, at, is_as_read=read == read_hash)
    persons = two_persons(wording, read_hash)
    if not persons.is_bound:
        raise NotApprovable(("one_person_suffices",))
    given, is_new = wording.first_approvals.get_or_create(
        read_sha256=read_hash, approved_by=approver, defaults={"approved_at": at}
    )
    if is_new:
        data = {"number": wording.number, "read_sha256": given.read_sha256}
        record(Fact("wording.first_approved", f"wording:{wording.pk}", case=wording.case_id, data=data), by=by, at=at)
    return given


def _locked(wording: Wording) -> Wording:
    # The case first, as whoever closes or erases it does.
    Case.objects.select_for_update().get(pk=wording.case_id).check_open()
    locked = Wording.objects.select_for_update().select_related("case__controller__organisation").get(pk=wording.pk)
    prefetch_related_objects([locked], "texts")
    return locked


def _check(wording: Wording, approver: User, at: datetime, *, is_as_read: bool) -> None:
    case = wording.case
    is_draft = wording.state == WordingState.DRAFT
    report = examine_roster(wording, at) if is_draft else None
    check_approval(
        state=wording.state,
        decides=Case.objects.decided_by(approver).filter(pk=wording.case_id).exists(),
        patients=report.patients if report else awaiting_text(wording).count(),
        text_problems=open_codes(judged_findings(wording, report.found(), at)) if report else (),
        decided=telling_problems(case, timezone.localdate(at)),
        is_as_read=is_as_read,
    )


def _wanted(wording: Wording, year: int) -> list[tuple[Channel, Variant]]:
    """The channels and variants someone of the roster may get, or of those who are told more, under each of their
    numbers. A letter for all: an e-mail may fail, or be in doubt.
    """
    if not wording.follow_up:
        return _variants(wording.case.patients.all(), year)
    patients = awaiting_text(wording)
    return [
        (channel, replace(one, number=number))
        for number in next_numbers(wording)
        for channel, one in _variants(patients, year)
    ]


def _variants(patients: QuerySet[Patient], year: int) -> list[tuple[Channel, Variant]]:
    columns = ("language", "tier", "salutation", "exposure", "care", "majority_year")
    variants = {
        variant.key: variant
        for row in patients.order_by().values(*columns).distinct()
        for variant in possible_variants(**row, year=year)
    }
    doubtful = {
        replace(variant, may_have_had=True)
        for row in patients.filter(has_email=True).order_by().values(*columns).distinct()
        for variant in possible_variants(**row, year=year)
    }
    usual = [(channel, variants[key]) for key in sorted(variants) for channel in Channel]
    return usual + [(Channel.LETTER, variant) for variant in sorted(doubtful, key=lambda one: one.key)]


def _hash(wording: Wording, masters: Iterable[MadeMaster]) -> str:
    made = ((master.channel.value, master.variant.key, master.sha256) for master in masters)
    return hashlib.sha256(approved_bytes(wording_texts(wording), made)).hexdigest()


def _freeze(wording: Wording, masters: Iterable[MadeMaster]) -> None:
    """A new first notice takes the place of the one before; a follow-up takes nobody's."""
    if not wording.follow_up:
        former = wording.case.wordings.filter(state=WordingState.APPROVED, follow_up=FollowUp.NONE)
        former.update(state=WordingState.SUPERSEDED)
    wording.state = WordingState.APPROVED
    wording.save(update_fields=["state", "doubt_days"])
    Master.objects.bulk_create(
        Master(wording=wording, channel=m.channel, variant=m.variant.key, data=m.data, sha256=m.sha256) for m in masters
    )
