"""Was this notice issued? The one question a stranger may ask."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from notifier.lib.ids import parse_reference
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said of a reference: the day, the channel, whether it was an exercise; and nothing about anyone."""

    on: date
    channel: Channel
    is_drill: bool = False


def answer(text: str) -> Answer | None:
    """The answer for what was typed; None for a reference that was never issued, or whose notice has not left yet."""
    reference = parse_reference(text)
    if reference is None:
        return None
    # A letter in a print run may reach the patient before anyone notes that it was posted.
    known = Notice.objects.filter(reference=reference, state__in=[State.SENT, State.IN_RUN, State.IN_DOUBT])
    row = known.values_list("changed_at", "channel", "case__breach__is_drill").first()
    return Answer(timezone.localdate(row[0]), Channel(row[1]), row[2]) if row else None
