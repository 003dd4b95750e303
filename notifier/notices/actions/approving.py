"""Approving a wording: it freezes, its hash binds, its masters are made and its notices are owed."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from notifier.accounts.models import User
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.actions.owing import owe_notices, release_reworded
from notifier.notices.choices import Channel, WordingState
from notifier.notices.models import Approval, Master, Wording
from notifier.notices.policies import check_approval
from notifier.notices.queries import awaiting_text, telling_problems
from notifier.notices.rendering.masters import MadeMaster, make_masters, wording_texts
from notifier.notices.rules.approvals import approved_bytes
from notifier.notices.rules.checks import text_problems
from notifier.notices.rules.variants import Variant, possible_variants


@transaction.atomic
def approve_wording(
    *, wording: Wording, approver: User, doubt_days: int | None = None, by: Actor, at: datetime
) -> Approval:
    """Freeze the draft, queue a notice for every patient of the case who has none, and those that waited for a text.
    `doubt_days` is the period after which a letter takes the place of a message in doubt; else that of the draft.

    Raises NotApprovable, CaseNotOpen. Approving twice is refused by the state, so a double click does no harm.
    """
    # The case first, as whoever closes or erases it does.
    Case.objects.select_for_update().get(pk=wording.case_id).check_open()
    wording = Wording.objects.select_for_update().select_related("case__controller__organisation").get(pk=wording.pk)
    _check(wording, approver, timezone.localdate(at))
    wording.doubt_days = doubt_days or wording.doubt_days
    masters = make_masters(wording, _wanted(wording.case, timezone.localdate(at).year))
    sha256 = _hash(wording, masters)
    _freeze(wording, masters)
    approval = Approval.objects.create(wording=wording, sha256=sha256, approved_by=approver, approved_at=at)
    data = {"number": wording.number, "sha256": sha256, "masters": len(masters), "doubt_days": wording.doubt_days}
    record(Fact("wording.approved", f"wording:{wording.pk}", case=wording.case_id, data=data), by=by, at=at)
    owe_notices(wording=wording, by=by, at=at)
    release_reworded(wording=wording, by=by, at=at)
    return approval


def _check(wording: Wording, approver: User, today: date) -> None:
    case = wording.case
    vendor = wording.case.breach.vendor
    check_approval(
        state=wording.state,
        decides=Case.objects.decided_by(approver).filter(pk=wording.case_id).exists(),
        patients=awaiting_text(case).count(),
        text_problems=text_problems(wording_texts(wording).values(), (vendor.name,) if vendor else ()),
        decided=telling_problems(case, today),
    )


def _wanted(case: Case, year: int) -> list[tuple[Channel, Variant]]:
    """The channels and variants someone of the roster may get. A letter for all: an e-mail may fail, or be in doubt."""
    columns = ("language", "tier", "salutation", "exposure", "majority_year")
    variants = {
        variant.key: variant
        for row in case.patients.order_by().values(*columns).distinct()
        for variant in possible_variants(**row, year=year)
    }
    doubtful = {
        replace(variant, may_have_had=True)
        for row in case.patients.filter(has_email=True).order_by().values(*columns).distinct()
        for variant in possible_variants(**row, year=year)
    }
    usual = [(channel, variants[key]) for key in sorted(variants) for channel in Channel]
    return usual + [(Channel.LETTER, variant) for variant in sorted(doubtful, key=lambda one: one.key)]


def _hash(wording: Wording, masters: Iterable[MadeMaster]) -> str:
    made = ((master.channel.value, master.variant.key, master.sha256) for master in masters)
    return hashlib.sha256(approved_bytes(wording_texts(wording), made)).hexdigest()


def _freeze(wording: Wording, masters: Iterable[MadeMaster]) -> None:
    wording.case.wordings.filter(state=WordingState.APPROVED).update(state=WordingState.SUPERSEDED)
    wording.state = WordingState.APPROVED
    wording.save(update_fields=["state", "doubt_days"])
    Master.objects.bulk_create(
        Master(wording=wording, channel=m.channel, variant=m.variant.key, data=m.data, sha256=m.sha256) for m in masters
    )
