"""How old a draft is, by the law's clock, and what its texts were before."""

from datetime import datetime, timedelta

from notifier.breaches.models import Case
from notifier.law.deadlines.duties import draft
from notifier.law.deadlines.periods import instant
from notifier.notices.choices import WordingState
from notifier.notices.models import TextRevision, Wording, WordingText
from notifier.notices.rules.documents import VariantText
from notifier.notices.rules.texts import ALL
from notifier.notices.rules.texts.shape import TextKey


def draft_overdue(wording: Wording | None, now: datetime) -> timedelta | None:
    """How long the draft has waited in all, where that is longer than it should (GDPR 34(1)); else None."""
    if wording is None or wording.state != WordingState.DRAFT:
        return None
    clock = draft(wording.created_at, approved_at=None)
    is_old = clock.target is not None and instant(now) > instant(clock.target)
    return clock.age(now) if is_old else None


def wordings_of(case: Case) -> list[Wording]:
    """Every version, the newest first, with who approved it; one query."""
    return list(case.wordings.select_related("approval__approved_by").order_by("-number"))


def revisions_of(text: WordingText) -> list[TextRevision]:
    """The newest first; one query."""
    return list(text.revisions.select_related("saved_by").order_by("-number"))


def shipped(text: WordingText) -> VariantText | None:
    """The ready-made text this one could be put back to; None where the house ships none for it any more."""
    return next((_said(key) for key in ALL if (key.language, key.tier, key.audience) == key_of(text)), None)


def key_of(text: WordingText) -> tuple[str, str, str]:
    return text.language, text.tier, text.audience


def _said(key: TextKey) -> VariantText:
    text = ALL[key]
    return VariantText(text.subject, {part.value: said for part, said in text.parts.items()})
