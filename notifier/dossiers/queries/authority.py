"""What the authority's file is made of: the case as it stands now, and the controller's answers."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import F, Min, Q
from django.utils import timezone

from notifier.accounts.choices import Role
from notifier.accounts.models import Mandate, Membership
from notifier.breaches.models import Case
from notifier.breaches.queries.deciding import risk_of, telling_of
from notifier.breaches.queries.facts import facts_in_force
from notifier.breaches.queries.filings import latest_receipt
from notifier.breaches.queries.ledger import moments_in_force
from notifier.delivery.queries import people_by_state
from notifier.dossiers.models import AuthorityAnswers
from notifier.dossiers.queries.annexes import newest_annex
from notifier.dossiers.rules.authority.answers import read_answers
from notifier.dossiers.rules.authority.facts import BreachFacts, CaseFacts, Contact, ControllerFacts, People, Told
from notifier.law.ledger import AwarenessKind
from notifier.law.template.shapes import Value
from notifier.law.template.table import Template
from notifier.notices.choices import Audience, State, WordingState
from notifier.notices.models import Master
from notifier.notices.rules.states import INFORMED, MOVING, ON_PAPER
from notifier.practices.choices import ControllerKind
from notifier.practices.models import Controller
from notifier.rosters.choices import CareFlag, Category, Language
from notifier.rosters.queries.counts import affected_by_case
from notifier.rosters.rules.bits import to_bits
from notifier.vault.keystore import sealer_for

TABLE = "authority_answers"
# The reason that is told for every notice of a state; of a held one its own reason is.
_REASONS: Mapping[State, str] = {
    **dict.fromkeys(MOVING, "moving"),
    **dict.fromkeys(ON_PAPER, "paper"),
    State.IN_DOUBT: "in_doubt",
    State.FAILED: "failed",
    State.RETURNED: "returned",
    State.WITHDRAWN: "withdrawn",
    State.TO_TELL: "to_tell",
}


def case_facts(case: Case, at: datetime, message: str = "", *, language: str = "fr") -> CaseFacts:
    """A fixed number of queries, whatever the roster's size. `message` is what people are told, `language` that of the
    file.
    """
    breach, facts = case.breach, facts_in_force(case)
    affected = affected_by_case([case.pk]).get(case.pk)
    return CaseFacts(
        reference=str(case.pk)[-12:],
        controller=_controller(case.controller),
        breach=BreachFacts(
            title=breach.title,
            vendor=breach.vendor.name if breach.vendor else "",
            began_on=facts.began_on,
            ended_on=facts.ended_on,
            categories=tuple(category for category in Category if category in facts.categories),
            what=getattr(facts.words, f"what_{language}"),
        ),
        aware_at=case.aware_at,
        is_filed=case.filings.exists(),
        earlier_number=latest_receipt(case),
        people=None if affected is None else _people(case, affected, timezone.localdate(at).year),
        told=_told(case, affected or 0),
        risk=risk_of(case),
        telling=telling_of(case),
        vendor_told_on=_vendor_told_on(case),
        message=message,
        annex=newest_annex(breach, language),
    )


def _vendor_told_on(case: Case) -> date | None:
    told = moments_in_force([case.pk]).get(case.pk, {}).get(AwarenessKind.VENDOR_TOLD)
    return timezone.localdate(told) if told else None


def answers_of(case: Case, template: Template) -> dict[int, Value]:
    """What the controller answered; nothing before the first answer. Raises NoDataKey once the case is erased."""
    row = AuthorityAnswers.objects.filter(case=case).first()
    if row is None:
        return {}
    return read_answers(sealer_for(case.pk).open(TABLE, row.pk, bytes(row.sealed)), template)


def told_master(case: Case, language: str) -> Master | None:
    """Of the wording in force the message, or else the letter, that tells an adult most: in that language or any."""
    masters = Master.objects.filter(wording__case=case, wording__state=WordingState.APPROVED, wording__follow_up="")
    keyed = [(master, master.variant.split(".")) for master in masters.defer("data")]
    adult = [(master, parts) for master, parts in keyed if parts[4] == Audience.ADULT]
    ranked = sorted(adult, key=lambda one: (one[1][0] == language, one[1][0] == Language.FRENCH, one[1][1],
                                            int(one[1][3], 16).bit_count(), one[0].channel == "email"))  # fmt: skip
    return ranked[-1][0] if ranked else None


def _controller(controller: Controller) -> ControllerFacts:
    address = f"{controller.street}, {controller.postcode} {controller.town}"
    legal = _member(controller.organisation_id, Role.CONTROLLER)
    return ControllerFacts(
        organisation=Contact(
            controller.organisation.name, f"{address}\n{controller.telephone}\n{controller.reply_email}"
        ),
        siren=controller.siren,
        is_self_employed=controller.kind == ControllerKind.SELF_EMPLOYED,
        legal=None if legal is None else Contact(legal.user.name, f"{controller.telephone}, {legal.user.email}"),
        officer=_officer(controller),
    )


def _officer(controller: Controller) -> Contact | None:
    mandate = Mandate.objects.in_force().filter(controller=controller.organisation_id).order_by("accepted_at").first()
    officer = _member(mandate.office_id, Role.DPO) if mandate else None
    return None if officer is None else Contact(f"{officer.user.name}, {officer.organisation.name}", officer.user.email)


def _member(organisation: int, role: Role) -> Membership | None:
    """The one who has held the role longest."""
    members = Membership.objects.filter(organisation=organisation, role=role, user__is_active=True)
    return members.select_related("user", "organisation").order_by("created_at", "pk").first()


def _people(case: Case, affected: int, year: int) -> People:
    protected = to_bits([CareFlag.PROTECTED_ADULT])
    flagged = case.patients.annotate(flag=F("care").bitand(protected)).filter(flag__gt=0)
    return People(affected, case.patients.filter(majority_year__gte=year).count(), flagged.count())


def _told(case: Case, affected: int) -> Told:
    states = people_by_state(case.pk)
    held = case.notices.first_ones().filter(state=State.HELD).values_list("hold_reason", flat=True)
    untold: Counter[str] = Counter(held)
    for state, reason in _REASONS.items():
        untold[reason] += states.get(state, 0)
    untold["unowed"] = max(0, affected - states.total())
    return Told(
        informed=sum(states.get(state, 0) for state in INFORMED),
        first_on=_first_told_on(case),
        untold={reason: count for reason, count in untold.most_common() if count},
    )


def _first_told_on(case: Case) -> date | None:
    """The day of the first message that was accepted, of the first letter handed to the post, or on which the practice
    first told someone itself; the day it was done, not that of the record.
    """
    by_channel = (
        case.notices.first_ones()
        .filter(state__in=INFORMED)
        .aggregate(
            sent=Min("changed_at", filter=Q(state=State.SENT)), posted=Min("posted_on", filter=Q(state=State.POSTED))
        )
    )
    by_hand = case.care_decisions.filter(notice__number=1, notice__state=State.TOLD)
    told = by_hand.aggregate(first=Min("told_on"))["first"]
    sent = timezone.localdate(by_channel["sent"]) if by_channel["sent"] else None
    return min(filter(None, (sent, by_channel["posted"], told)), default=None)
