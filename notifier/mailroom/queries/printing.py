"""Reads of print runs, and of the letters that go into them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

from notifier.breaches.models import Case
from notifier.delivery.choices import Outcome
from notifier.delivery.models import Attempt, MadeLetter
from notifier.delivery.queries.plates import plate_of
from notifier.mailroom.models import PrintRun
from notifier.mailroom.rules import Sheet
from notifier.notices.choices import Channel
from notifier.notices.models import Master
from notifier.press.bundle import PlatedLetter, WholeLetter
from notifier.rosters.models import Patient
from notifier.rosters.queries import open_person
from notifier.vault.sealing import Sealer

_CHUNK = 500
_SEALED = ("notice_id", "pk", "sealed")
_KEPT = ("pk", "sealed", "attempt__commitment", "attempt__master_id", "attempt__notice__reference")


@dataclass(frozen=True, slots=True)
class MadeOne:
    """A letter that was made and not yet opened; `order` is where the post sorts it: by country, then postcode."""

    notice: UUID
    attempt: UUID
    order: tuple[str, str] = field(repr=False)

    def key(self) -> bytes:
        """All of it, as short as can be, for a run may have hundreds of thousands; keys sort as the post does."""
        return b"\0".join((*(part.encode() for part in self.order), self.notice.bytes + self.attempt.bytes))

    @classmethod
    def of_key(cls, key: bytes) -> "MadeOne":
        country, postcode, ids = key.split(b"\0", 2)
        return cls(UUID(bytes=ids[:16]), UUID(bytes=ids[16:]), (country.decode(), postcode.decode()))


@dataclass(frozen=True, slots=True)
class OpenedOne:
    """A letter as it is printed; `commitment` is the log's word for it (delivery.models.Attempt)."""

    notice: UUID
    commitment: str
    letter: PlatedLetter | WholeLetter = field(repr=False)


def sheets(run: PrintRun) -> Iterator[Sheet]:
    """The run's letters in their order, for the manifest, as they are read; one query."""
    rows = run.pieces.order_by("position").values_list("position", "notice__reference", "first_page", "pages", "sha256")
    return (Sheet(*row) for row in rows.iterator(chunk_size=_CHUNK))


def made_letters(notices: Sequence[UUID], sealer: Sealer) -> Iterator[MadeOne]:
    """The letter last made of each; a query for some hundreds, and one for each that is of the old kind."""
    for chunk in _chunks(notices):
        made = Attempt.objects.filter(notice__in=chunk, channel=Channel.LETTER, outcome=Outcome.MADE)
        latest = {notice: (pk, sealed) for notice, pk, sealed in made.order_by("number").values_list(*_SEALED)}
        for notice in chunk:
            attempt, sealed = latest[notice]
            fields = json.loads(sealer.open("attempts", attempt, bytes(sealed or b"")))["fields"]
            yield MadeOne(notice, attempt, _order(notice, fields, sealer))


def opened_letters(made: Iterable[MadeOne], case: Case, sealer: Sealer) -> Iterator[OpenedOne]:
    """Their content in the order given, a few hundred in memory at a time."""
    masters: dict[int | None, bytes] = {}
    for chunk in _chunks(made):
        letters = MadeLetter.objects.filter(pk__in=[one.attempt for one in chunk])
        found = {attempt: rest for attempt, *rest in letters.values_list(*_KEPT)}
        for one in chunk:
            sealed, commitment, master, reference = found[one.attempt]
            kept = sealer.open("letters", one.attempt, bytes(sealed))
            if kept.startswith(b"%PDF"):
                # Letters from before there were plates were kept whole.
                yield OpenedOne(one.notice, commitment, WholeLetter(reference, kept))
                continue
            if master not in masters:
                masters[master] = bytes(Master.objects.get(pk=master, wording__case=case).data)
            yield OpenedOne(one.notice, commitment, PlatedLetter(reference, plate_of(masters[master]), kept))


def _order(notice: UUID, fields: dict[str, Any], sealer: Sealer) -> tuple[str, str]:
    if "order" in fields:
        country, postcode = fields["order"]
        return country, postcode
    person = open_person(Patient.objects.get(notice=notice), sealer)
    return person.country, person.postcode


def _chunks(items: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(items)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
