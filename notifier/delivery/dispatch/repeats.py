"""Asking the provider about what is in doubt, and handing it over again where by its word that does no harm.

The same code serves the workers' task and `manage.py resolve`.
"""

import hashlib
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings

from notifier.audit.actors import Actor
from notifier.delivery.actions import settle_by_record
from notifier.delivery.actions.repeating import begin_repeat, end_repeat
from notifier.delivery.channels.again import fields_again, stamped_again
from notifier.delivery.channels.asking import ASKABLE, Archive, NotAnswered
from notifier.delivery.channels.face import ChannelDown, Prepared
from notifier.delivery.channels.provider import ProviderChannel
from notifier.delivery.choices import Outcome
from notifier.delivery.queries.doubts import KeptRequest, kept_requests
from notifier.delivery.rules import REPEATS_SAFELY, is_decisive, repeat_at, repeats_until
from notifier.delivery.rules.keeping import unpack
from notifier.notices.choices import State
from notifier.post.postfix_log import Record

_log = logging.getLogger(__name__)
# So long a message may take to be listed; asked before, the answer would only be asked for again.
_LISTED_AFTER = timedelta(minutes=1)
_AT_ONCE = 500


@dataclass(slots=True)
class AtProvider:
    """What became of how many: settled by the provider's record or by a repeat; repeated, and in doubt as before."""

    by_record: Counter[State] = field(default_factory=Counter)
    by_repeat: int = 0
    in_doubt: int = 0


def settle_at_provider(case: UUID | None, *, clock: Callable[[], datetime], by: Actor) -> AtProvider:
    """All that the provider in the settings can do about what is in doubt; nothing where e-mail goes to a relay."""
    done = AtProvider()
    if archive := Archive.from_settings():
        try:
            known = provider_records(case, archive, at=clock())
        finally:
            archive.close()
        if known:
            done.by_record = settle_by_record(records=known, by=by, at=clock())
    if settings.MAIL_PROVIDER in REPEATS_SAFELY:
        channel = ProviderChannel(settings.MAIL_PROVIDER, settings.MAIL_DOMAIN)
        try:
            ended = repeat_doubts(case, channel, clock=clock, by=by)
        finally:
            channel.close()
        done.by_repeat, done.in_doubt = ended[Outcome.ACCEPTED], ended[Outcome.UNKNOWN]
    return done


def provider_records(case: UUID | None, archive: Archive, *, at: datetime) -> dict[UUID, Record]:
    """What the provider knows of the tries in doubt, by their notices; of the 500 oldest, up to where it stops
    answering.
    """
    found: dict[UUID, Record] = {}
    asked = 0
    for one in kept_requests(case):
        if one.provider not in ASKABLE or at < one.started_at + _LISTED_AFTER:
            continue
        asked += 1
        try:
            record = archive.record(one.key)
        except NotAnswered as silence:
            _log.warning("the provider cannot be asked about what is in doubt: %s", silence.code)
            break
        if record is not None and is_decisive(record, one.started_at):
            found[one.doubtful.notice] = record
        if asked >= _AT_ONCE:
            break
    return found


def repeat_doubts(
    case: UUID | None, channel: ProviderChannel, *, clock: Callable[[], datetime], by: Actor
) -> Counter[Outcome]:
    """Hand over again, under the same key and byte for byte, what is in doubt at this provider and may be repeated now.
    Returns how many were settled by it (ACCEPTED) and how many are in doubt as before.
    """
    ended: Counter[Outcome] = Counter()
    # All of them first: each repeat changes what the query would go on reading.
    for one in [one for one in kept_requests(case) if is_due(one, channel.provider, clock())]:
        if not is_due(one, channel.provider, clock()):
            continue
        body = _body(one)
        if body is None:
            _log.error("attempt %s: what is kept is not what the log committed to", one.attempt)
            continue
        try:
            channel.open()
        except ChannelDown as down:
            _log.warning("what is in doubt cannot be repeated: %s", down.code)
            break
        begun = begin_repeat(attempt=one.attempt, notice=one.doubtful.notice, by=by, at=clock())
        if begun is None:
            continue
        said = channel.repeat(_mail(one), key=one.key, body=body)
        ended[end_repeat(begun=begun, outcome=said.outcome, code=said.code, by=by, at=clock())] += 1
        if said.stop:
            break
    return ended


def is_due(one: KeptRequest, provider: str, at: datetime) -> bool:
    """Whether it went to this provider, its window is open, and enough time has passed since the last time."""
    until = repeats_until(one.provider, one.doubtful.code, one.started_at)
    if one.provider != provider or until is None:
        return False
    return repeat_at(one.doubtful.since, one.started_at) <= at <= until


def _body(one: KeptRequest) -> bytes | None:
    """The bytes that left, None unless they are those the log committed to."""
    fields = one.kept["fields"]
    try:
        body = unpack(fields["request"]["body"], stamped_again(one.master, fields))
    except ValueError:
        return None
    digest = hashlib.sha256(bytes.fromhex(one.kept["nonce"]) + body).hexdigest()
    return body if digest == one.commitment else None


def _mail(one: KeptRequest) -> Prepared:
    fields = fields_again(one.kept["fields"])
    return Prepared(
        data=stamped_again(one.master, one.kept["fields"]),
        fields={},
        to=fields.to_address,
        message_id=fields.message_id,
        is_drill=one.is_drill,
    )
