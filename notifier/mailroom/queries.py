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


@dataclass(frozen=True, slots=True)
class MadeOne:
    """A letter that was made and not yet opened; `order` is where the post sorts it: by country, then postcode."""

    notice: UUID
    attempt: UUID
    commitment: str
    order: tuple[str, str] = field(repr=False)


def sheets(run: PrintRun) -> list[Sheet]:
    """The run's letters in their order, for the manifest; one query."""
    pieces = run.pieces.order_by("position")
    return [Sheet(*row) for row in pieces.values_list("position", "notice__reference", "first_page", "pages", "sha256")]


def made_letters(notices: Sequence[UUID], sealer: Sealer) -> Iterator[MadeOne]:
    """The letter last made of each; a query for some hundreds, and one for each that is of the old kind."""
    for chunk in _chunks(notices):
        made = Attempt.objects.filter(notice__in=chunk, channel=Channel.LETTER, outcome=Outcome.MADE)
        rows = made.order_by("number").values_list("notice_id", "pk", "commitment", "sealed")
        latest = {notice: (attempt, commitment, sealed) for notice, attempt, commitment, sealed in rows}
        for notice in chunk:
            attempt, commitment, sealed = latest[notice]
            fields = json.loads(sealer.open("attempts", attempt, bytes(sealed or b"")))["fields"]
            yield MadeOne(notice, attempt, commitment, _order(notice, fields, sealer))


def opened_letters(made: Iterable[MadeOne], case: Case, sealer: Sealer) -> Iterator[PlatedLetter | WholeLetter]:
    """Their content in the order given, a few hundred in memory at a time."""
    masters: dict[int | None, bytes] = {}
    for chunk in _chunks(made):
        letters = MadeLetter.objects.filter(pk__in=[one.attempt for one in chunk])
        rows = letters.values_list("pk", "sealed", "attempt__master_id", "attempt__notice__reference")
        found = {attempt: (sealed, master, reference) for attempt, sealed, master, reference in rows}
        for one in chunk:
            sealed, master, reference = found[one.attempt]
            kept = sealer.open("letters", one.attempt, bytes(sealed))
            if kept.startswith(b"%PDF"):
                # Letters from before there were plates were kept whole.
                yield WholeLetter(reference, kept)
                continue
            if master not in masters:
                masters[master] = bytes(Master.objects.get(pk=master, wording__case=case).data)
            yield PlatedLetter(reference, plate_of(masters[master]), kept)


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
