"""A vendor's list, split by the physicians' RPPS over the cases of its breach."""

from collections import defaultdict
from collections.abc import Set
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.models import Breach, Case
from notifier.rosters.actions.comparison import compare_imported
from notifier.rosters.actions.importing import RosterRefused, check_real
from notifier.rosters.actions.writing import Upload, Writer, keep_roster
from notifier.rosters.models import Roster
from notifier.rosters.queries import expected_for_breach
from notifier.rosters.rules.examination import Examination
from notifier.rosters.rules.examine import Reading
from notifier.rosters.rules.rows import Record


@dataclass(frozen=True, slots=True)
class BreachImport:
    """One roster per case that had rows; rows of physicians nobody knows are in the examination's problems only."""

    rosters: tuple[Roster, ...]
    examination: Examination


@transaction.atomic
def import_breach(
    *, breach: Breach, data: bytes, confirmed: Set[str], user: User | None = None, by: Actor, at: datetime
) -> BreachImport:
    """Take each good row into the case of its physician. Raises RosterRefused, RealRosterRefused, as import_roster."""
    check_real(user)
    cases = {str(case.pk): case for case in Case.objects.select_for_update().filter(breach=breach).order_by("pk")}
    expected = expected_for_breach(breach, timezone.localdate(at))
    reading = Reading(data, expected=expected, confirmed=confirmed)
    writers: dict[str, Writer] = {}
    for row in reading.records():
        group = expected.physicians[row.rpps]
        if group not in writers:
            writers[group] = Writer(cases[group], by=by, at=at)
        writers[group].add(row)
    examination = reading.examination()
    if examination.verdict != "accept":
        raise RosterRefused(examination)
    repeats: dict[str, list[Record]] = defaultdict(list)
    for row in reading.repeats:
        repeats[expected.physicians[row.rpps]].append(row)
    for group, writer in writers.items():
        writer.flush()
        writer.absorb(repeats[group])
    upload = Upload(data, examination, confirmed)
    rosters = tuple(_keep(writer, upload, reading, by=by, at=at) for writer in writers.values())
    return BreachImport(rosters, examination)


def _keep(writer: Writer, upload: Upload, reading: Reading, *, by: Actor, at: datetime) -> Roster:
    roster = keep_roster(writer, upload, reading.of_group(str(writer.case.pk)), by=by, at=at)
    compare_imported(case=writer.case, by=by, at=at)
    return roster
