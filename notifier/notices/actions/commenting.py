"""Remarks beside a draft: sealed, for they may name someone."""

from datetime import datetime
from uuid import uuid4

from django.db import transaction

from notifier.accounts.models import User
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.models import Wording, WordingComment
from notifier.notices.permissions import can_comment
from notifier.notices.policies import check_comment
from notifier.notices.queries.comments import TABLE
from notifier.notices.rules.findings import Place
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import seal_reason


@transaction.atomic
def write_comment(
    *, wording: Wording, place: Place, text: str, writer: User, by: Actor, at: datetime
) -> WordingComment:
    """A remark on the wording, or on one place of it; an empty place means the whole. Raises WordingRefused,
    CaseNotOpen.
    """
    case = Case.objects.select_for_update().get(pk=wording.case_id)
    case.check_open()
    check_comment(text, may_comment=can_comment(writer, case))
    pk = uuid4()
    sealed = seal_reason(sealer_for(case.pk), TABLE, pk, text)
    where = {"language": place.language, "tier": place.tier, "audience": place.audience, "part": place.part}
    comment = WordingComment.objects.create(
        pk=pk, wording=wording, sealed=sealed.sealed, written_at=at, written_by=writer, **where
    )
    data = {"number": wording.number, **where, "commitment": sealed.commitment}
    record(Fact("wording.commented", f"wording_comment:{pk}", case=case.pk, data=data), by=by, at=at)
    return comment


@transaction.atomic
def resolve_comment(*, comment: WordingComment, resolver: User, by: Actor, at: datetime) -> bool:
    """The remark is dealt with. False where it was already. Raises WordingRefused, CaseNotOpen."""
    case = Case.objects.select_for_update().get(pk=comment.wording.case_id)
    case.check_open()
    check_comment("resolved", may_comment=can_comment(resolver, case))
    resolved = WordingComment.objects.filter(pk=comment.pk, resolved_at__isnull=True)
    if not resolved.update(resolved_at=at, resolved_by=resolver):
        return False
    data = {"number": comment.wording.number}
    record(Fact("wording.comment_resolved", f"wording_comment:{comment.pk}", case=case.pk, data=data), by=by, at=at)
    return True
