"""The demo's story: every case brought as far as its part asks for, by the same acts a practice would do."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from notifier.accounts.models import User
from notifier.audit.actors import Actor, user_actor
from notifier.audit.models import Event
from notifier.breaches.actions.deciding import Choice, take_decisions
from notifier.breaches.choices import Answer, Topic
from notifier.breaches.models import Case
from notifier.breaches.rules.said import Said
from notifier.dashboard.management.demo.world import FINISHED, SENDING, CasePart, World
from notifier.delivery.channels import open_channels
from notifier.delivery.channels.face import Channel as ChannelFace
from notifier.delivery.dispatch import work_batch
from notifier.delivery.queries import people_by_state
from notifier.law.decisions.shapes import Telling
from notifier.law.risk import Risk
from notifier.mailroom.actions import NothingToPrint, make_print_run, note_posted
from notifier.mailroom.rules import file_name
from notifier.notices.actions import approve_wording, draft_wording
from notifier.notices.choices import Channel, State
from notifier.notices.models import Notice
from notifier.notices.rules.states import ON_PAPER
from notifier.rosters.actions import import_roster
from notifier.rosters.models import Patient

BY = Actor("command", "demo")
# Letters that left the house.
_OUT = frozenset({State.POSTED, State.RETURNED})


@dataclass(frozen=True, slots=True)
class Summary:
    """What the headless demo prints; `posted` are some of the letters. accepted + letters + failed + in_doubt + held +
    withdrawn + in_person == notices when it is complete.
    """

    cases: int
    case_ids: list[str]
    patients: int
    notices: int
    emails_accepted: int
    letters: int
    posted: int
    failed: int
    in_doubt: int
    held: int
    withdrawn: int
    in_person: int
    events: int

    @property
    def is_complete(self) -> bool:
        ended = self.emails_accepted + self.letters + self.failed + self.in_doubt + self.held + self.withdrawn
        ended += self.in_person
        return ended == self.notices == self.patients


_CONFIRMED = frozenset({"possible_homonyms"})


@transaction.atomic
def take_in(case: Case, roster: bytes, owner: User, at: datetime) -> None:
    """Import the roster and begin the wording, as the practice's own person."""
    by = user_actor(owner.pk)
    # Among some thousands of invented people two have one name and one birthday: the practice says that they are two.
    import_roster(case=case, data=roster, confirmed=_CONFIRMED, user=owner, by=by, at=at)
    draft_wording(case=case, by=by, at=at)


def approve(case: Case, owner: User, at: datetime) -> None:
    by = user_actor(owner.pk)
    approve_wording(wording=draft_wording(case=case, by=by, at=at), approver=owner, by=by, at=at)


def decide(case: Case, owner: User, at: datetime) -> None:
    """What the score proposes for a stolen list, decided by the physician. Twice changes nothing."""
    said = (
        (
            Topic.RISK,
            Risk.HIGH,
            "Des inconnus détiennent les noms de patients, qui peuvent être trompés ou exposés.",
        ),
        (Topic.AUTHORITY, Answer.YES, "Le risque est élevé."),
        (Topic.TELLING, Telling.DIRECT, "Chaque patient doit pouvoir se protéger."),
    )
    choices = [Choice(topic, value, Said(reason=reason)) for topic, value, reason in said]
    take_decisions(case=case, choices=choices, decider=owner, by=user_actor(owner.pk), at=at)


def send_all(channels: Mapping[Channel, ChannelFace], case: UUID | None = None) -> None:
    """Work the outbox until nothing is due now."""
    while not work_batch(channels, clock=timezone.now, by=BY, case=case).is_idle:
        pass


def print_letters(case: Case, out: Path | None, at: datetime) -> None:
    """Bundle what is ready to print; the PDF goes to a folder named after the case, when one is given."""
    pdf = BytesIO()
    try:
        run = make_print_run(case=case, duplex=True, into=pdf, by=BY, at=at)
    except NothingToPrint:
        return
    if out is not None:
        folder = out / str(case.pk)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / file_name(run.number)
        path.touch(mode=0o600)
        path.write_bytes(pdf.getvalue())


def post_letters(case: Case, at: datetime) -> None:
    """Note every run as handed to the post, on the day of the demo. Twice changes nothing."""
    for run in case.print_runs.order_by("number"):
        note_posted(run=run, places=None, on=timezone.localdate(at), by=BY, at=at)


def summary() -> Summary:
    """The sums over the whole database."""
    counts = people_by_state()
    case_ids = [str(pk) for pk in Case.objects.order_by("opened_at", "pk").values_list("pk", flat=True)]
    return Summary(
        cases=len(case_ids),
        case_ids=case_ids,
        patients=Patient.objects.count(),
        notices=Notice.objects.first_ones().count(),
        emails_accepted=counts[State.SENT],
        letters=sum(counts[state] for state in ON_PAPER | _OUT),
        posted=counts[State.POSTED],
        failed=counts[State.FAILED],
        in_doubt=counts[State.IN_DOUBT],
        held=counts[State.HELD],
        withdrawn=counts[State.WITHDRAWN],
        in_person=counts[State.TO_TELL] + counts[State.TOLD],
        events=Event.objects.count(),
    )


def set_the_scene(world: World) -> None:
    """A breach in mid-course: one case finished, one sending, one waiting for approval, one late, the rest finished.

    What an interrupted start has done already is not done again.
    """
    for part in world.cases:
        if not part.case.rosters.exists():
            take_in(part.case, part.roster, part.owner, timezone.now())
        if part.part in {FINISHED, SENDING}:
            decide(part.case, part.owner, timezone.now())
        if part.part == FINISHED:
            _approve_once(part)
    with open_channels() as channels:
        send_all(channels)
    for part in world.cases:
        if part.part == FINISHED:
            print_letters(part.case, None, timezone.now())
            post_letters(part.case, timezone.now())
    # Last, so that the worker finds it when the pages open.
    for part in world.cases:
        if part.part == SENDING:
            _approve_once(part)


def is_set(world: World) -> bool:
    """Whether set_the_scene came to its end: its last act is an approval."""
    return all(part.case.notices.exists() for part in world.cases if part.part in {FINISHED, SENDING})


def _approve_once(part: CasePart) -> None:
    if not part.case.notices.exists():
        approve(part.case, part.owner, timezone.now())
