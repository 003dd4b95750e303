"""Beginning a wording."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.choices import FollowUp, WordingState
from notifier.notices.models import TextRevision, Wording, WordingText
from notifier.notices.rules.texts import ALL


@transaction.atomic
def draft_wording(*, case: Case, by: Actor, at: datetime) -> Wording:
    """The case's draft: the one there is, else the next version, with the latest texts or the ready-made ones. Raises
    CaseNotOpen.
    """
    Case.objects.select_for_update().get(pk=case.pk).check_open()
    if draft := case.wordings.filter(state=WordingState.DRAFT).first():
        return draft
    return begin(case, FollowUp.NONE, by=by, at=at)


def begin(case: Case, kind: FollowUp, *, by: Actor, at: datetime) -> Wording:
    """The inside of beginning a draft, which the case does not have; call with the case held. A follow-up begins with
    what was said last, of whatever number.
    """
    said = case.wordings.filter(approval__isnull=False) if kind else case.wordings.filter(follow_up=FollowUp.NONE)
    latest = said.order_by("-number").first()
    number = (case.wordings.aggregate(highest=Max("number"))["highest"] or 0) + 1
    period = {"doubt_days": latest.doubt_days} if latest else {}
    wording = Wording.objects.create(
        case=case, number=number, state=WordingState.DRAFT, created_at=at, follow_up=kind, **period
    )
    copies = _copies(latest, wording) if latest else []
    texts = WordingText.objects.bulk_create([*copies, *_ready_made(wording, copies)])
    TextRevision.objects.bulk_create(
        TextRevision(text=text, number=text.revision, subject=text.subject, parts=text.parts, saved_at=at)
        for text in texts
    )
    data = {"number": number, "from": latest.number if latest else None}
    if kind:
        data["follow_up"] = kind
    record(Fact("wording.drafted", f"wording:{wording.pk}", case=case.pk, data=data), by=by, at=at)
    return wording


def _ready_made(wording: Wording, given: list[WordingText]) -> list[WordingText]:
    """The ready-made texts for whom the latest version has none: it may be older than the text."""
    known = {(text.language, text.tier, text.audience) for text in given}
    return [
        WordingText(
            wording=wording,
            language=key.language,
            tier=key.tier,
            audience=key.audience,
            subject=text.subject,
            parts=dict(text.parts),
        )
        for key, text in ALL.items()
        if (key.language, key.tier, key.audience) not in known
    ]


def _copies(latest: Wording, wording: Wording) -> list[WordingText]:
    return [
        WordingText(
            wording=wording,
            language=text.language,
            tier=text.tier,
            audience=text.audience,
            subject=text.subject,
            parts=text.parts,
        )
        for text in latest.texts.all()
    ]
