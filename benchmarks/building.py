"""A breach with many cases, and a case with many patients, for the benchmark of pages."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

_AT_ONCE = 5000
_CASES_AT_ONCE = 100
# How often each state occurs among ten notices; the rest is sent.
_STATES = ("sent", "sent", "sent", "sent", "queued", "queued", "ready_to_print", "held", "failed", "in_run")


@dataclass(frozen=True, slots=True)
class Built:
    """Ids of what was built; `middle` is a case of the board's middle."""

    breach: UUID
    cases: list[UUID]
    middle: UUID
    few: UUID
    many: UUID
    dpo: int


def build(*, cases: int, few: int, many: int) -> Built:
    """Some hundred cases a second go by their actions; half of them filed, a third decided, a few with own facts."""
    from django.db import transaction
    from django.utils import timezone

    from notifier.accounts.actions import add_member, create_organisation, create_user, set_up_installation
    from notifier.accounts.choices import OrganisationKind, Role
    from notifier.audit.actors import Actor
    from notifier.breaches.actions import open_breach
    from notifier.breaches.actions.facts import write_facts
    from notifier.breaches.rules.facts import Facts, Words

    by, now = Actor("command", "bench"), timezone.now()
    set_up_installation(is_demo=True, by=by, at=now)
    office = create_organisation(kind=OrganisationKind.DPO_OFFICE, name="Bureau", by=by, at=now)
    dpo = create_user(email="dpo@example.org", name="DPO", password=None, by=by, at=now)
    add_member(user=dpo, organisation=office, role=Role.DPO, by=by, at=now)
    vendor = create_organisation(kind=OrganisationKind.VENDOR, name="Éditeur", by=by, at=now)

    def a_breach() -> Any:
        return open_breach(
            title="Vol de données", vendor=vendor, began_on=date(2025, 11, 12), ended_on=None,
            categories=["identity", "email"], by=by, at=now,
        )  # fmt: skip

    breach, other = a_breach(), a_breach()
    words = Words(*["Une sauvegarde a été copiée."] * 6)
    write_facts(breach=breach, facts=Facts(date(2025, 11, 12), None, ("identity",), words), base=0, user=dpo, by=by,
                at=now)  # fmt: skip
    chance = random.Random(1)  # noqa: S311 - which case is in which state
    found = []
    for start in range(0, cases, _CASES_AT_ONCE):
        # Together: a commit of each act would be most of the building.
        with transaction.atomic(), transaction.atomic(using="keys"):
            for number in range(start, min(start + _CASES_AT_ONCE, cases)):
                aware_at = now - timedelta(hours=chance.randrange(24 * 20))
                case = _case(number, breach, office, aware_at, by, now)
                found.append(case.pk)
                _patients(case, 3 + number % 5, now, with_log=False)
    small, large = (_case(2 * cases + n, other, office, now - timedelta(days=3), by, now) for n in (1, 3))
    _patients(small, few, now, with_log=True)
    _patients(large, many, now, with_log=True)
    _analyse()
    return Built(breach.pk, found, found[len(found) // 2], small.pk, large.pk, dpo.pk)


def _case(number: int, breach: Any, office: Any, aware_at: datetime, by: Any, now: datetime) -> Any:
    """A practice that mandates the office, its case, and for some a filing."""
    from notifier.accounts.actions import add_member, create_user, give_mandate
    from notifier.accounts.choices import Role
    from notifier.breaches.actions import open_case, record_filing
    from notifier.breaches.choices import FilingChannel
    from notifier.practices.actions import Letterhead, create_controller, register_physician
    from notifier.practices.choices import ControllerKind, Specialty

    owner = create_user(email=f"medecin{number}@example.org", name=f"Dr {number}", password=None, by=by, at=now)
    letterhead = Letterhead(
        name=f"Cabinet du Dr {number}", street="1 rue du Port", postcode="69003", town="Lyon",
        telephone="04 00 00 00 00", reply_email=f"cabinet{number}@example.org",
    )  # fmt: skip
    controller = create_controller(kind=ControllerKind.SELF_EMPLOYED, letterhead=letterhead, by=by, at=now)
    add_member(user=owner, organisation=controller.organisation, role=Role.CONTROLLER, by=by, at=now)
    register_physician(
        controller=controller, rpps=f"99{number:09d}", given_name="Docteur", family_name=str(number),
        specialty=Specialty.GENERAL_PRACTICE, user=owner, by=by, at=now,
    )  # fmt: skip
    give_mandate(
        controller=controller.organisation, office=office, may_see_names=True, accepted_by=owner, by=by, at=now
    )
    case = open_case(breach=breach, controller=controller, aware_at=aware_at, by=by, at=now)
    if number % 2:
        filed_at = min(now, aware_at + timedelta(hours=30))
        channel = FilingChannel.ONLINE_FORM
        record_filing(case=case, filed_at=filed_at, channel=channel, receipt=f"N-{number}",
                      reason="Le cabinet était fermé.", by=by, at=now)  # fmt: skip
    return case


def _patients(case: Any, count: int, now: datetime, *, with_log: bool) -> None:
    """Rows as an import, an approval and a sending leave them; what is sealed opens for nobody."""
    from notifier.notices.choices import HoldReason, State, WordingState
    from notifier.notices.models import Approval, Notice, Wording
    from notifier.rosters.models import Patient, Roster

    roster = Roster.objects.create(
        case=case, imported_at=now, sha256="0" * 64, encoding="utf-8", total=count, refused=0, duplicate=0, merged=0
    )
    state = WordingState.APPROVED if with_log or count % 3 else WordingState.DRAFT
    wording = Wording.objects.create(case=case, number=1, state=state, created_at=now)
    physician = case.controller.physicians.get()
    if state == WordingState.APPROVED:
        Approval.objects.create(wording=wording, sha256="0" * 64, approved_at=now, approved_by=physician.user)
    for start in range(0, count, _AT_ONCE):
        numbers = range(start, min(start + _AT_ONCE, count))
        patients = [
            Patient(
                id=uuid4(), case=case, roster=roster, physician=physician, sealed=b"",
                person_index=n.to_bytes(16, "big"), has_email=n % 10 < 6, has_address=True, language="fr",
                salutation="mme", tier="administrative", exposure=3,
            )
            for n in numbers
        ]  # fmt: skip
        for patient in patients:
            patient.sealed = _sealed(case, patient.pk)
        Patient.objects.bulk_create(patients)
        notices = []
        for n, patient in zip(numbers, patients, strict=True):
            held = _STATES[n % 10] == State.HELD
            notices.append(Notice(
                id=uuid4(), case=case, patient=patient, wording=wording, reference=uuid4().hex[:16],
                channel="email" if n % 10 < 6 else "letter", state=_STATES[n % 10],
                hold_reason=HoldReason.NO_CHANNEL if held else "", due_at=now, changed_at=now,
            ))  # fmt: skip
        Notice.objects.bulk_create(notices)
        if with_log:
            _log(case, [notice.pk for notice in notices], now - timedelta(seconds=count - start))


def _log(case: Any, notices: list[UUID], begun_at: datetime) -> None:
    """An event for each, as a sending of a few messages a second leaves them."""
    from django.db import transaction

    from notifier.audit.actions import Fact, record_all
    from notifier.audit.actors import Actor

    told = {"attempt": str(uuid4()), "outcome": "accepted", "code": "250"}
    with transaction.atomic():
        for start in range(0, len(notices), 10):
            facts = [Fact("notice.sent", f"notice:{notice}", case.pk, told) for notice in notices[start : start + 10]]
            record_all(facts, by=Actor("worker", "bench"), at=begun_at + timedelta(seconds=start))


def _sealed(case: Any, patient: UUID) -> bytes:
    """One person, sealed as every patient is, so that the page of patients can be opened."""
    from notifier.rosters.rules.person import Person
    from notifier.vault.keystore import sealer_for

    if case.pk not in _SEALERS:
        _SEALERS.clear()
        _SEALERS[case.pk] = sealer_for(case.pk)
    person = Person(family_name="Canari", given_name="Emilie", town="Lyon", postcode="69003")
    return bytes(_SEALERS[case.pk].seal("patients", patient, person.to_bytes()))


_SEALERS: dict[UUID, Any] = {}


def _analyse() -> None:
    """What autovacuum does within minutes of such a load."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
