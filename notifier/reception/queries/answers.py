"""Was this notice issued? The one question a stranger may ask."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from notifier.lib.ids import parse_reference
from notifier.notices.choices import Channel
from notifier.notices.models import Notice
from notifier.notices.rules.states import MAY_HAVE_REACHED

# Its check letter is wrong, so it was never issued: looked for where nothing else can be, at the same cost.
_NEVER = "0000-0000-0000-1"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of a reference: the day, the channel, whether it was an exercise; and nothing about anyone."""

    on: date
    channel: Channel
    is_drill: bool = False


def told_notice(text: str) -> Notice | None:
    """The notice of what was typed, if it may have reached someone; one query whatever was typed."""
    reference = parse_reference(text) or _NEVER
    known = Notice.objects.filter(reference=reference, state__in=MAY_HAVE_REACHED)
    return known.select_related("case__breach").first()


def answer(text: str) -> Answer | None:
    """The answer for what was typed; None alike for a reference never issued, one whose notice has not left, was taken
    back, or was forgotten with its case.
    """
    notice = told_notice(text)
    if notice is None:
        return None
    return Answer(timezone.localdate(notice.changed_at), Channel(notice.channel), notice.case.breach.is_drill)
