"""Counting what is claimed against the limits, once for a batch, and giving back what was not begun.

Whoever counts holds its notices already and then locks the counts, all in one order; whoever holds a count waits for no
notice. So workers wait for each other here, and never in a circle.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils import timezone

from notifier.audit.actors import Actor
from notifier.delivery.choices import Span
from notifier.delivery.models import CasePace, Turn, Window
from notifier.delivery.queries.limits import BUCKET, RELAY, Limits, case_scope, named, zone_of_case
from notifier.delivery.rules.pacing import REMEMBERED, Candidate, Counted, begins, share_out
from notifier.notices.choices import Channel
from notifier.notices.models import Notice
from notifier.rosters.choices import MailBucket


@dataclass(frozen=True, slots=True)
class Shares:
    """What batches take of their limits: a part of claiming and giving back, whose events tell of it, and done inside
    their transactions. `known` are counts that are there already.
    """

    limits: Limits
    known: Collection[Counted]

    def take(self, candidates: Sequence[Candidate]) -> list[UUID]:
        """Who of them may go now; they are counted."""
        wanted = sorted({limit.counted for candidate in candidates for limit in self.limits.of(candidate)})
        if not wanted:
            return [candidate.notice for candidate in candidates]
        new = [Window(scope=c.scope, begins_at=c.begins_at, span=c.span, key=c.key) for c in wanted]
        missing = [row for row, counted in zip(new, wanted, strict=True) if counted not in self.known]
        Window.objects.bulk_create(missing, ignore_conflicts=True)
        rows = _locked(wanted)
        used = {counted: row.used for counted, row in rows.items()}
        chosen, taken = share_out(candidates, self.limits.of, used)
        for counted, count in taken.items():
            rows[counted].used += count
        Window.objects.bulk_update([rows[counted] for counted in sorted(taken)], ["used"])
        return chosen

    @staticmethod
    def give_back(notices: Collection[UUID]) -> None:
        """What these took when they were claimed, which is when they last changed; call while they are held and still
        claimed. Counts that are not there were never taken from. One query where nothing is limited.
        """
        paces = {pace.pk: pace for pace in _paces(notices)}
        if not (paces or settings.MAIL_LIMIT or settings.MAIL_BUCKET_LIMITS or settings.MAIL_WARM_UP):
            return
        columns = ("case", "mail_bucket", "patient__physician", "changed_at")
        mails = Notice.objects.filter(pk__in=notices, channel=Channel.EMAIL).values_list(*columns)
        taken: Counter[Counted] = Counter()
        cases = set()
        for case, bucket, physician, at in mails:
            taken.update(_taken(paces.get(case), bucket, physician, at))
            cases.add(case)
        by_count: defaultdict[int, list[int]] = defaultdict(list)
        for counted, row in _locked(sorted(taken)).items():
            by_count[taken[counted]].append(row.pk)
        for count, rows in by_count.items():
            # Never below nought: a limit may be younger than the claim.
            Window.objects.filter(pk__in=rows).update(used=Greatest(F("used") - count, 0))
        # In one order here too: two that give back may have cases in common.
        resting = Turn.objects.filter(case__in=cases, channel=Channel.EMAIL, rests_until__isnull=False)
        turns = list(resting.order_by("pk").select_for_update().values_list("pk", flat=True))
        Turn.objects.filter(pk__in=turns).update(rests_until=None)


@transaction.atomic
def forget_counts(*, by: Actor, at: datetime) -> int:
    """Delete the counts that nothing is measured by any more. They are of nobody, and leave no event."""
    return Window.objects.filter(begins_at__lt=at - 2 * REMEMBERED).delete()[0]


def _paces(notices: Collection[UUID]) -> list[CasePace]:
    of_these = Notice.objects.filter(pk__in=notices).values("case")
    return list(CasePace.objects.select_related("case__controller").filter(per_day__isnull=False, case__in=of_these))


def _taken(pace: CasePace | None, bucket: str, physician: int, at: datetime) -> list[Counted]:
    """Every count a claim at that moment may have taken from."""
    zone = timezone.get_default_timezone()
    found = [Counted(RELAY, begins(span, at, zone), span, settings.MAIL_DOMAIN) for span in Span]
    found += [Counted(BUCKET, begins(span, at, zone), span, bucket or MailBucket.OTHER) for span in Span]
    if pace is not None:
        day = begins(Span.DAY, at, zone_of_case(pace))
        found.append(Counted(case_scope(pace.pk), day, Span.DAY, str(physician)))
    return found


def _locked(wanted: Sequence[Counted]) -> dict[Counted, Window]:
    if not wanted:
        return {}
    rows = Window.objects.filter(named(wanted)).order_by("scope", "begins_at", "span", "key").select_for_update()
    return {Counted(row.scope, row.begins_at, Span(row.span), row.key): row for row in rows}
