"""What was sent, made again: the stored master stamped with the sealed fields, or the stored letter opened."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from notifier.delivery.channels.again import stamped_again
from notifier.delivery.models import Attempt, MadeLetter
from notifier.delivery.queries.plates import plate_of
from notifier.delivery.rules.keeping import unpack
from notifier.dossiers.rules.material import Sent
from notifier.notices.choices import Channel
from notifier.notices.models import Notice
from notifier.vault.keystore import NoDataKey, sealer_for
from notifier.vault.sealing import Sealer


class NothingKept(LookupError):
    """The bytes cannot be shown: they were erased, or there never were any. `code` is `erased` or `never_made`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Shown:
    """An attempt's bytes, and whether the log's commitment is to them."""

    sent: Sent
    commitment: str

    @property
    def is_match(self) -> bool:
        return sha256(self.sent.nonce + self.sent.data).hexdigest() == self.commitment


def show_sent(notice: Notice) -> list[Shown]:
    """Every attempt of the notice whose bytes can be made again. Raises NothingKept, CannotOpen."""
    try:
        sealer = sealer_for(notice.case_id)
    except NoDataKey:
        raise NothingKept("erased") from None
    attempts = notice.attempts.exclude(commitment="").select_related("master").order_by("number")
    kept = [attempt for attempt in attempts if attempt.sealed is not None]
    if not kept:
        raise NothingKept("erased" if attempts else "never_made")
    return [shown for attempt in kept if (shown := _show(attempt, sealer)) is not None]


def _show(attempt: Attempt, sealer: Sealer) -> Shown | None:
    """None for a letter that was begun and never made."""
    kept = json.loads(sealer.open("attempts", attempt.pk, bytes(attempt.sealed or b"")))
    data = _email(attempt, kept["fields"]) if attempt.channel == Channel.EMAIL else _letter(attempt, sealer)
    if data is None:
        return None
    provider = kept["fields"].get("request", {}).get("provider", "")
    sent = Sent(attempt.pk, attempt.number, attempt.channel, bytes.fromhex(kept["nonce"]), data, provider)
    return Shown(sent, attempt.commitment)


def _email(attempt: Attempt, fields: dict[str, Any]) -> bytes:
    """The message as the relay got it, or the request that carried it to a provider."""
    if attempt.master is None:
        raise NothingKept("never_made")
    message = stamped_again(bytes(attempt.master.data), fields)
    return unpack(fields["request"]["body"], message) if "request" in fields else message


def _letter(attempt: Attempt, sealer: Sealer) -> bytes | None:
    letter = MadeLetter.objects.filter(pk=attempt.pk).first()
    if letter is None or attempt.master is None:
        return None
    kept = sealer.open("letters", attempt.pk, bytes(letter.sealed))
    # Letters from before there were plates were kept whole.
    return kept if kept.startswith(b"%PDF") else plate_of(bytes(attempt.master.data)).pdf + kept
