"""Of what is due of a case, what its limits leave room for."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from uuid import UUID

from notifier.delivery.queries.limits import Limits
from notifier.delivery.rules.pacing import Candidate, Counted, Limit
from notifier.notices.choices import Channel
from notifier.notices.models import Notice
from notifier.notices.models.notice import NoticeQuerySet
from notifier.rosters.choices import MailBucket

# Who has the fewest people first: what one leaves of a batch falls to those behind it.
_BUCKETS = (
    MailBucket.NONE, MailBucket.BOUYGUES, MailBucket.APPLE, MailBucket.LAPOSTE, MailBucket.YAHOO, MailBucket.SFR,
    MailBucket.FREE, MailBucket.ORANGE, MailBucket.MICROSOFT, MailBucket.GMAIL, MailBucket.OTHER,
)  # fmt: skip


def candidates(due: NoticeQuerySet, limits: Limits, used: Mapping[Counted, int], size: int) -> list[Candidate]:
    """Up to `size` due notices of physicians and providers that have room. While every provider has room they are the
    oldest, in one query; else each provider has its share, found by an index of its own, so that the many who wait for
    one are not passed by one after the other. Of physicians without room that is done: their waves are small.
    """
    size = min(size, *(limit.room(used) for limit in limits.relay)) if limits.relay else size
    due = _of_free_physicians(due, limits, used)
    full = _full_buckets(limits, used)
    if not full:
        return [_candidate(row) for row in due.values_list(*_COLUMNS)[:size]]
    open_ones = [bucket for bucket in _BUCKETS if bucket not in full]
    found: list[tuple[datetime, UUID, Candidate]] = []
    for place, bucket in enumerate(open_ones):
        share = -(-(size - len(found)) // (len(open_ones) - place))
        rows = due.filter(mail_bucket=bucket).values_list(*_COLUMNS)[:share]
        found += [(row[3], row[0], _candidate(row)) for row in rows]
    return [candidate for _due, _pk, candidate in sorted(found, key=lambda one: one[:2])]


def is_free(case: UUID, limits: Limits, used: Mapping[Counted, int], at: datetime) -> bool:
    """Whether something could go though nothing was found: others hold it at this moment. One query."""
    due = Notice.objects.due(at).filter(case=case, channel=Channel.EMAIL)
    due = _of_free_physicians(due, limits, used)
    return due.exclude(mail_bucket__in=_full_buckets(limits, used)).exists()


def opens_at(limits: Limits, used: Mapping[Counted, int]) -> datetime | None:
    """When the first of the limits that are used up counts anew; None where none is."""
    full = [limit.ends_at for limit in _of_buckets(limits) if not limit.room(used)]
    if limits.physician is not None and _full_physicians(limits, used):
        full.append(limits.physician.ends_at)
    return min(full, default=None)


_COLUMNS = ("pk", "patient__physician", "mail_bucket", "due_at")


def _candidate(row: tuple[UUID, int, str, datetime]) -> Candidate:
    return Candidate(*row[:3])


def _of_free_physicians(due: NoticeQuerySet, limits: Limits, used: Mapping[Counted, int]) -> NoticeQuerySet:
    full = _full_physicians(limits, used)
    return due.exclude(patient__physician__in=full) if full else due


def _full_physicians(limits: Limits, used: Mapping[Counted, int]) -> list[int]:
    if limits.physician is None:
        return []
    scope, most = limits.physician.counted.scope, limits.physician.most
    return [int(one.key) for one, count in used.items() if one.scope == scope and count >= most]


def _full_buckets(limits: Limits, used: Mapping[Counted, int]) -> set[str]:
    full: set[str] = {bucket for bucket, own in limits.buckets.items() if not all(one.room(used) for one in own)}
    return full | {MailBucket.NONE} if MailBucket.OTHER in full else full


def _of_buckets(limits: Limits) -> Iterator[Limit]:
    for own in limits.buckets.values():
        yield from own
