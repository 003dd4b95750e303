"""Reads of print runs, and of the letters that go into them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

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
    pieces = run.pieces.select_related("notice").order_by("position")
    return [Sheet(p.position, p.notice.reference, p.first_page, p.pages, p.sha256) for p in pieces]


def made_letters(notices: Sequence[UUID], sealer: Sealer) -> Iterator[MadeOne]:
    """The letter last made of each; two queries for some hundreds, and another where some are of the old kind."""
    for chunk in _chunks(notices):
        made = _made(chunk).only("pk", "notice_id", "commitment", "sealed")
        latest = {attempt.notice_id: attempt for attempt in made.order_by("number")}
        for notice in chunk:
            attempt = latest[notice]
            yield MadeOne(notice, attempt.pk, attempt.commitment, _order(attempt, _kept(attempt, sealer), sealer))


def opened_letters(made: Iterable[MadeOne], case: Case, sealer: Sealer) -> Iterator[PlatedLetter | WholeLetter]:
    """Their content in the order given, a few hundred in memory at a time."""
    masters = _Masters(case)
    for chunk in _chunks(made):
        letters = MadeLetter.objects.select_related("attempt__notice").only(
            "sealed", "attempt__master_id", "attempt__notice__reference"
        ).in_bulk([one.attempt for one in chunk])  # fmt: skip
        for one in chunk:
            yield _opened(letters[one.attempt], masters, sealer)


class _Masters:
    """A case has few masters and many letters."""

    def __init__(self, case: Case) -> None:
        self._rows = Master.objects.filter(wording__case=case, channel=Channel.LETTER)
        self._data: dict[int, bytes] = {}

    def __getitem__(self, pk: int) -> bytes:
        if pk not in self._data:
            self._data[pk] = bytes(self._rows.get(pk=pk).data)
        return self._data[pk]


def _opened(letter: MadeLetter, masters: _Masters, sealer: Sealer) -> PlatedLetter | WholeLetter:
    """Letters from before there were plates were kept whole."""
    attempt, kept = letter.attempt, sealer.open("letters", letter.attempt_id, bytes(letter.sealed))
    if kept.startswith(b"%PDF") or attempt.master_id is None:
        return WholeLetter(attempt.notice.reference, kept)
    return PlatedLetter(attempt.notice.reference, plate_of(masters[attempt.master_id]), kept)


def _made(notices: Sequence[UUID]) -> QuerySet[Attempt]:
    return Attempt.objects.filter(notice__in=notices, channel=Channel.LETTER, outcome=Outcome.MADE)


def _kept(attempt: Attempt, sealer: Sealer) -> dict[str, Any]:
    fields: dict[str, Any] = json.loads(sealer.open("attempts", attempt.pk, bytes(attempt.sealed or b"")))["fields"]
    return fields


def _order(attempt: Attempt, fields: dict[str, Any], sealer: Sealer) -> tuple[str, str]:
    if "order" in fields:
        country, postcode = fields["order"]
        return country, postcode
    person = open_person(Patient.objects.get(notice=attempt.notice_id), sealer)
    return person.country, person.postcode


def _chunks(items: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(items)
    while chunk := list(islice(rest, _CHUNK)):
        yield chunk
