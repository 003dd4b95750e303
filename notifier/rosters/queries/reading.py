"""Examining a file against what this database knows: the physicians, and whether it is a demo."""

from collections.abc import Set
from datetime import date

from django.db.models import Exists, OuterRef

from notifier.accounts.models import Agreement
from notifier.accounts.queries import is_demo_installation
from notifier.breaches.models import Breach, Case
from notifier.practices.models import Physician
from notifier.rosters.choices import Category
from notifier.rosters.models import StagedRoster
from notifier.rosters.rules.examination import Examination
from notifier.rosters.rules.examine import Reading
from notifier.rosters.rules.rows import Expected
from notifier.vault.keystore import sealer_for


def expected_for_case(case: Case, today: date) -> Expected:
    """The physicians of the case's controller, all in one group."""
    numbers = Physician.objects.filter(controller_id=case.controller_id).values_list("rpps", flat=True)
    return Expected(today, is_demo_installation(), dict.fromkeys(numbers, str(case.pk)), _leaked(case.breach))


def expected_for_breach(breach: Breach, today: date) -> Expected:
    """The physicians of every open case of the breach, one group per case: a closed one takes nobody in, nor does one
    whose controller has not accepted the processing agreement.
    """
    agreed = Exists(Agreement.objects.filter(controller=OuterRef("controller")))
    rows = breach.cases.filter(closed_at__isnull=True).values_list("controller__physicians__rpps", "pk", agreed)
    named = [(rpps, str(case), is_agreed) for rpps, case, is_agreed in rows if rpps]
    physicians = {rpps: case for rpps, case, is_agreed in named if is_agreed}
    unmandated = frozenset(rpps for rpps, _, is_agreed in named if not is_agreed)
    return Expected(today, is_demo_installation(), physicians, _leaked(breach), unmandated)


def _leaked(breach: Breach) -> frozenset[Category]:
    return frozenset(map(Category, breach.categories))


def examine_roster(case: Case, data: bytes, *, today: date, confirmed: Set[str]) -> Examination:
    """What importing the file into the case would find. Nothing is written."""
    return _examine(data, expected_for_case(case, today), confirmed)


def examine_breach(breach: Breach, data: bytes, *, today: date, confirmed: Set[str]) -> Examination:
    """What splitting the file over the breach's cases would find. Nothing is written."""
    return _examine(data, expected_for_breach(breach, today), confirmed)


def open_staged(staged: StagedRoster) -> bytes:
    """The upload as it came; raises CannotOpen, NoDataKey."""
    return sealer_for(staged.case_id).open("staged_rosters", staged.pk, bytes(staged.sealed))


def examine_staged(staged: StagedRoster, *, today: date, confirmed: Set[str]) -> Examination:
    return examine_roster(staged.case, open_staged(staged), today=today, confirmed=confirmed)


def _examine(data: bytes, expected: Expected, confirmed: Set[str]) -> Examination:
    reading = Reading(data, expected=expected, confirmed=confirmed)
    for _ in reading.records():
        pass
    return reading.examination()
