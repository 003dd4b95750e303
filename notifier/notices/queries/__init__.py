"""Reads about a wording: for its pages, and whom it has a text for; beside them, about the care that people need."""

from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cached_property
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from notifier.breaches.models import Case
from notifier.breaches.queries.deciding import excepted_tiers, is_delayed, is_direct_owed
from notifier.notices.choices import Channel, FollowUp, HoldReason, State, WordingState
from notifier.notices.models import Master, Notice, Wording
from notifier.notices.queries.circumstances import COLUMNS, circumstances
from notifier.notices.rules.routing import Route, route
from notifier.notices.rules.states import HAS_HAD
from notifier.notices.rules.variants import possible_variants
from notifier.rosters.models import Patient


def current_wording(case: Case) -> Wording | None:
    """The draft if there is one, of whatever notice, else the approved wording of the first."""
    wordings = {
        w.state: w
        for w in case.wordings.select_related("case__controller__organisation", "case__breach__vendor")
        if w.state == WordingState.DRAFT or not w.follow_up
    }
    return wordings.get(WordingState.DRAFT) or wordings.get(WordingState.APPROVED)


def unowed_patients(case: Case) -> QuerySet[Patient]:
    """Patients without a notice who are to be told directly, as was decided; costs one query before its own."""
    return case.patients.filter(notice__isnull=True).exclude(tier__in=excepted_tiers(case))


def awaiting_text(wording: Wording) -> QuerySet[Patient]:
    """Whom an approval of the wording would write to, as was decided: who has no notice yet, or one that the approved
    wording has no text for; of a follow-up, who is told it. One query before its own.
    """
    if wording.follow_up:
        return followed(wording.case, FollowUp(wording.follow_up))
    reworded = Q(notice__number=1, notice__state=State.HELD, notice__hold_reason=HoldReason.TEXT_NOT_APPROVED)
    waiting = wording.case.patients.filter(Q(notice__isnull=True) | reworded)
    return waiting.exclude(tier__in=excepted_tiers(wording.case))


def followed(case: Case, kind: FollowUp) -> QuerySet[Patient]:
    """Who is told more, and nobody else: whom the first notice has reached as far as anyone knows, or who was told by
    the practice itself; where more leaked of some, of those alone. One query before its own.
    """
    own = Notice.objects.filter(patient=OuterRef("pk"))
    patients = case.patients.filter(Exists(own.first_ones().filter(state__in=HAS_HAD)))
    if kind is FollowUp.MORE_LEAKED:
        patients = patients.filter(Exists(own.filter(more_leaked_at__isnull=False)))
    return patients.exclude(tier__in=excepted_tiers(case))


def telling_problems(case: Case, today: date) -> tuple[str, ...]:
    """What was decided against telling anyone directly now, in the words of notices.policies; two queries."""
    return (
        *(["telling_not_direct"] if not is_direct_owed(case) else []),
        *(["telling_delayed"] if is_delayed(case, today) else []),
    )


def planned_routes(wording: Wording, year: int) -> Counter[Route]:
    """How many patients would be written to by which route if the wording were approved now; two queries."""
    rows = awaiting_text(wording).values(*COLUMNS).annotate(count=Count("pk")).order_by()
    planned: Counter[Route] = Counter()
    for row in rows:
        known = circumstances(row, year)
        planned[route(known.once_told() if wording.follow_up else known)] += row["count"]
    return planned


class ApprovedVariants:
    """Which texts the wordings of a case were approved with; one query, when first asked."""

    def __init__(self, case: Case, year: int) -> None:
        self._case = case
        self._year = year

    def has_all(self, notice: Notice, patient: Patient, channel: Channel | None = None) -> bool:
        """Whether the notice's wording has all that the patient, as they are now, may need on the channel; else on the
        notice's own.
        """
        way = channel or notice.channel
        variants = possible_variants(
            language=patient.language,
            tier=patient.tier,
            salutation=patient.salutation,
            exposure=patient.exposure,
            care=patient.care,
            majority_year=patient.majority_year,
            year=self._year,
        )
        wanted = (replace(variant, may_have_had=notice.may_have_had, number=notice.number) for variant in variants)
        return all((notice.wording_id, way, variant.key) in self._made for variant in wanted)

    @cached_property
    def _made(self) -> set[tuple[UUID, str, str]]:
        return set(Master.objects.filter(wording__case=self._case).values_list("wording", "channel", "variant"))
