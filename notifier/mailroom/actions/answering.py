"""What a hybrid-mail provider says became of the letters it was given."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.mailroom.actions.posting import note_posted
from notifier.mailroom.actions.returning import NotInThePost, note_return
from notifier.mailroom.choices import Finding, Stage
from notifier.mailroom.models import Consignment, PrintRun
from notifier.mailroom.rules.consigning import ASKED_ABOUT, asked_again_after, is_no_longer_asked
from notifier.mailroom.rules.posting import posting_problems
from notifier.mailroom.rules.returning import reason_of


@transaction.atomic
def note_produced(*, run: PrintRun, days: Mapping[UUID, date | None], by: Actor, at: datetime) -> int:
    """These letters of a run were printed and given to the post, each on its day; from now on they count as informing,
    by the same act as any posted letter. Where the provider names no day, or one that cannot be, a person says which.
    Returns how many are posted.
    """
    rows = Consignment.objects.filter(pk__in=list(days), piece__run=run, stage=Stage.SUBMITTED)
    places = dict(rows.select_for_update(of=("self",)).values_list("pk", "piece__position"))
    made_on, today = timezone.localdate(run.made_at), timezone.localdate(at)
    by_day: dict[date, list[UUID]] = {}
    for pk in places:
        day = days[pk]
        if day is None or posting_problems(on=day, made_on=made_on, today=today):
            _ask_later([pk], Stage.SUBMITTED, at, code="date_missing")
        else:
            by_day.setdefault(day, []).append(pk)
    count = 0
    for day, pks in sorted(by_day.items()):
        Consignment.objects.filter(pk__in=pks).update(stage=Stage.PRODUCED, produced_on=day, code="")
        count += note_posted(run=run, places=[places[pk] for pk in pks], on=day, by=by, at=at)
        _ask_later(pks, Stage.PRODUCED, at)
    return count


@transaction.atomic
def note_rejected(*, consignment: UUID, code: str, by: Actor, at: datetime) -> bool:
    """The provider did not print it after all. A person says how it goes on."""
    rows = Consignment.objects.filter(pk=consignment, stage=Stage.SUBMITTED)
    if not rows.update(stage=Stage.DECLINED, code=code or "rejected"):
        return False
    row = _row(consignment)
    data = {"run": str(row.piece.run_id), "provider": row.provider, "code": row.code}
    record(
        Fact("letter.declined", f"notice:{row.piece.notice_id}", case=row.piece.run.case_id, data=data), by=by, at=at
    )
    return True


@transaction.atomic
def note_undelivered(*, consignment: UUID, code: str, by: Actor, at: datetime) -> bool:
    """It came back to the provider: what follows from a returned letter follows, by the reason its code stands for. A
    code nobody knows is one more return for a person to look at. Noted once.
    """
    rows = Consignment.objects.filter(pk=consignment, stage=Stage.PRODUCED)
    if not rows.update(stage=Stage.ENDED, code=code):
        return False
    row = _row(consignment)
    try:
        note_return(notice=row.piece.notice, reason=reason_of(code), decides=False, by=by, at=at)
    except NotInThePost:
        # Someone held the envelope in their hands before.
        return False
    return True


@transaction.atomic
def note_difference(*, consignment: UUID, finding: Finding, pages: int | None, by: Actor, at: datetime) -> bool:
    """The provider did otherwise than it was asked: other pages than ours, or a copy in an archive. Said once."""
    rows = Consignment.objects.filter(pk=consignment).exclude(finding=finding)
    if not rows.update(finding=finding, pages=pages):
        return False
    row = _row(consignment)
    data: dict[str, object] = {"run": str(row.piece.run_id), "provider": row.provider, "code": finding}
    data |= {"ours": row.piece.pages, "theirs": pages} if finding is Finding.PAGES else {}
    record(Fact("letter.differs", f"notice:{row.piece.notice_id}", case=row.piece.run.case_id, data=data), by=by, at=at)
    return True


@transaction.atomic
def ask_later(*, consignments: Collection[UUID], by: Actor, at: datetime) -> None:
    """Nothing new: each is asked about again in its time, and after two months no more."""
    rows = Consignment.objects.filter(pk__in=list(consignments), stage__in=ASKED_ABOUT)
    for pk, stage, submitted_at in rows.values_list("pk", "stage", "submitted_at"):
        if stage == Stage.PRODUCED and submitted_at and is_no_longer_asked(submitted_at, at):
            Consignment.objects.filter(pk=pk).update(stage=Stage.ENDED)
        else:
            _ask_later([pk], Stage(stage), at, submitted_at)


@transaction.atomic
def ask_now(*, sending: str, custom_id: UUID | None, by: Actor, at: datetime) -> int:
    """A provider says that something is new of a letter: it is asked at the next turn. Nothing of what was said is
    believed, so that saying it twice, or wrongly, does no harm.
    """
    named = Q(sending=sending) if sending else Q(pk=custom_id)
    return Consignment.objects.filter(named, stage__in=ASKED_ABOUT, due_at__gt=at).update(due_at=at)


def _ask_later(
    pks: Collection[UUID], stage: Stage, at: datetime, submitted_at: datetime | None = None, code: str | None = None
) -> None:
    said = {} if code is None else {"code": code}
    due = at + asked_again_after(stage, at - (submitted_at or at))
    Consignment.objects.filter(pk__in=pks).update(due_at=due, **said)


def _row(pk: UUID) -> Consignment:
    return Consignment.objects.select_related("piece__run", "piece__notice").get(pk=pk)
