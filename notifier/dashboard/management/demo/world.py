"""The demo's world: an invented vendor, a breach, practices of different specialties, and the people who log in."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from stdnum import luhn

from notifier.accounts.actions import (
    accept_agreement,
    add_member,
    create_organisation,
    create_user,
    give_mandate,
    set_up_installation,
)
from notifier.accounts.choices import OrganisationKind, Role
from notifier.accounts.models import Organisation, User
from notifier.accounts.rules.agreements import agreement_on
from notifier.audit.actors import Actor
from notifier.breaches.actions import open_breach, open_case, record_filing
from notifier.breaches.choices import FilingChannel
from notifier.breaches.models import Breach, Case
from notifier.dashboard.management.demo.people import make_people, roster_csv
from notifier.practices.actions import Letterhead, create_controller, register_physician
from notifier.practices.choices import ControllerKind, Specialty
from notifier.practices.models import Controller
from notifier.rosters.choices import Category

PASSWORD = "demonstration-2026"  # noqa: S105 - the demo's database holds nobody, and says so
FINISHED, SENDING, WAITING, LATE = "finished", "sending", "waiting", "late"
# What becomes of each case; those beyond the list are finished.
_PARTS = (FINISHED, SENDING, WAITING, LATE)
# How long ago each controller became aware, and whether the authority was told.
_AWARE = {
    FINISHED: timedelta(days=9),
    SENDING: timedelta(days=2, hours=3),
    WAITING: timedelta(hours=20),
    LATE: timedelta(days=5),
}
_FILED = frozenset({FINISHED, SENDING})
_NAMES = (
    ("Claire", "Morel", Specialty.GENERAL_PRACTICE), ("Idriss", "Benali", Specialty.PSYCHIATRY),
    ("Hélène", "Jaouen", Specialty.ONCOLOGY), ("Paul", "Thévenin", Specialty.ADDICTION),
    ("Nadia", "Ferreira", Specialty.GYNAECOLOGY), ("Marc", "Lacombe", Specialty.PAEDIATRICS),
    ("Sophie", "Wagner", Specialty.CARDIOLOGY), ("Yann", "Le Bihan", Specialty.DERMATOLOGY),
    ("Agnès", "Roche", Specialty.OPHTHALMOLOGY), ("Tomas", "Nowak", Specialty.RHEUMATOLOGY),
    ("Laure", "Vidal", Specialty.ENT), ("Bruno", "Castel", Specialty.ENDOCRINOLOGY),
)  # fmt: skip
_TOWNS = (("69003", "Lyon"), ("75011", "Paris"), ("29200", "Brest"), ("57000", "Metz"), ("13001", "Marseille"))


@dataclass(frozen=True, slots=True)
class CasePart:
    """A case, who decides it, the file of its patients, and its part in the story."""

    case: Case
    owner: User
    roster: bytes = field(repr=False)
    part: str


@dataclass(frozen=True, slots=True)
class World:
    """The breach with its cases in the order of the story."""

    breach: Breach
    cases: tuple[CasePart, ...]


@transaction.atomic
def build_world(*, physicians: int, patients: int, seed: int, by: Actor, at: datetime) -> World:
    """Set everything up but the patients, whose files wait in the cases: `patients` people in all."""
    set_up_installation(is_demo=True, by=by, at=at)
    vendor = _vendor(by, at)
    office = _office(by, at)
    breach = open_breach(
        title="Vol de données chez Logidoc",
        vendor=vendor,
        began_on=date(2025, 11, 12),
        ended_on=date(2025, 12, 3),
        categories=[category.value for category in Category if category is not Category.ANNOTATIONS],
        by=by,
        at=at - _AWARE[FINISHED],
    )
    split = shares(patients, physicians)
    cases = []
    for number, share in enumerate(split):
        controller, owner = _practice(number, by, at)
        agreed = agreement_on(timezone.localdate(at)).version
        accept_agreement(controller=controller.organisation, version=agreed, user=owner, by=by, at=at)
        # One controller keeps its own counsel: the DPO must not see it.
        if number != physicians - 1 or physicians <= len(_PARTS):
            give_mandate(
                controller=controller.organisation,
                office=office,
                may_see_names=number % 2 == 0,
                accepted_by=owner,
                by=by,
                at=at,
            )
        case = _case(breach, controller, _part(number), by, at)
        cases.append(_case_part(case, owner, number, share, seed))
    return World(breach, tuple(cases))


def find_world(*, patients: int, seed: int) -> World:
    """The world that an earlier start built here, with the same files: a seed always makes the same people."""
    breach = Breach.objects.earliest("created_at")
    owners = User.objects.filter(email__regex=r"^medecin[0-9]+@example\.org$", memberships__role=Role.CONTROLLER)
    split = shares(patients, len(owners))
    cases = [
        _case_part(Case.objects.decided_by(owner).get(breach=breach), owner, number, share, seed)
        for number, (owner, share) in enumerate(zip(owners.order_by("pk"), split, strict=True))
    ]
    return World(breach, tuple(cases))


def accounts() -> tuple[tuple[str, str], ...]:
    """Who can log in, all with PASSWORD: e-mail, and what they see, in French."""
    return (
        ("dpo@example.org", "la déléguée à la protection des données : les dossiers qui l’ont mandatée"),
        ("medecin2@example.org", "un médecin dont l’envoi est en cours"),
        ("medecin3@example.org", "une médecin qui doit relire et approuver"),
        ("medecin4@example.org", "un médecin en retard"),
        ("auditeur@example.org", "un auditeur : tout voir, ne rien changer"),
    )


def _vendor(by: Actor, at: datetime) -> Organisation:
    vendor = create_organisation(kind=OrganisationKind.VENDOR, name="Logidoc (éditeur fictif)", by=by, at=at)
    user = create_user(email="editeur@example.org", name="Service de Logidoc", password=PASSWORD, by=by, at=at)
    add_member(user=user, organisation=vendor, role=Role.VENDOR, by=by, at=at)
    return vendor


def _office(by: Actor, at: datetime) -> Organisation:
    office = create_organisation(kind=OrganisationKind.DPO_OFFICE, name="DPO mutualisé (fictif)", by=by, at=at)
    dpo = create_user(email="dpo@example.org", name="Camille Arnaud", password=PASSWORD, by=by, at=at)
    add_member(user=dpo, organisation=office, role=Role.DPO, by=by, at=at)
    platform = create_organisation(kind=OrganisationKind.PLATFORM, name="Plateforme", by=by, at=at)
    auditor = create_user(email="auditeur@example.org", name="Dominique Ravel", password=PASSWORD, by=by, at=at)
    add_member(user=auditor, organisation=platform, role=Role.AUDITOR, by=by, at=at)
    return office


def _practice(number: int, by: Actor, at: datetime) -> tuple[Controller, User]:
    """A self-employed physician, who is their own controller."""
    given, family, specialty = _NAMES[number % len(_NAMES)]
    if number >= len(_NAMES):
        family = f"{family} {number // len(_NAMES) + 1}"
    postcode, town = _TOWNS[number % len(_TOWNS)]
    email = f"medecin{number + 1}@example.org"
    owner = create_user(email=email, name=f"Dr {given} {family}", password=PASSWORD, by=by, at=at)
    letterhead = Letterhead(
        name=f"Cabinet du Dr {given} {family}",
        street=f"{number + 3} rue des Lilas",
        postcode=postcode,
        town=town,
        telephone=f"04 00 00 {number // 100:02d} {number % 100:02d}",
        reply_email=f"cabinet{number + 1}@example.org",
    )
    controller = create_controller(
        kind=ControllerKind.SELF_EMPLOYED,
        letterhead=letterhead,
        siren=_with_key(f"99{number:06d}"),
        by=by,
        at=at,
    )
    add_member(user=owner, organisation=controller.organisation, role=Role.CONTROLLER, by=by, at=at)
    register_physician(
        controller=controller,
        rpps=_with_key(f"9999{number:06d}"),
        given_name=given,
        family_name=family,
        specialty=specialty,
        user=owner,
        by=by,
        at=at,
    )
    return controller, owner


def _case(breach: Breach, controller: Controller, part: str, by: Actor, at: datetime) -> Case:
    aware_at = at - _AWARE[part]
    case = open_case(breach=breach, controller=controller, aware_at=aware_at, by=by, at=at)
    if part in _FILED:
        record_filing(
            case=case,
            filed_at=aware_at + timedelta(hours=30),
            channel=FilingChannel.ONLINE_FORM,
            receipt=f"DEMO-{controller.pk:05d}",
            by=by,
            at=at,
        )
    return case


def _part(number: int) -> str:
    return _PARTS[number] if number < len(_PARTS) else FINISHED


def _case_part(case: Case, owner: User, number: int, share: int, seed: int) -> CasePart:
    return CasePart(case, owner, roster_csv(make_people(share, seed + number), repeat=97), _part(number))


def shares(patients: int, physicians: int) -> list[int]:
    """Uneven shares that add up; nobody without a patient while there are enough."""
    weights = [12 if number == _PARTS.index(SENDING) else 2 + number * 7 % 5 for number in range(physicians)]
    total = sum(weights)
    parts = [patients * weight // total for weight in weights]
    parts[0] += patients - sum(parts)
    for number, part in enumerate(parts):
        if not part:
            parts[parts.index(max(parts))] -= 1
            parts[number] = 1
    return parts


def _with_key(digits: str) -> str:
    return digits + luhn.calc_check_digit(digits)
