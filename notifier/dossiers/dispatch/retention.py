"""One run of the periods in notifier/retention.toml: what is over is erased, cleared, forgotten."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from notifier.audit.actors import Actor
from notifier.dossiers.actions.clearing import clear_brief
from notifier.dossiers.actions.forgetting import forget_case
from notifier.dossiers.choices import ErasureReason
from notifier.dossiers.dispatch.cleaning import clean_files
from notifier.dossiers.dispatch.erasing import erase_case
from notifier.dossiers.policies import ActRefused
from notifier.dossiers.queries.keeping import brief_counts, cases_to_erase, cases_to_forget
from notifier.dossiers.rules.retention import retention


@dataclass(slots=True)
class RetentionReport:
    """What a run did, or with `dry_run` would do; cases by their identifier. `refused` holds stable words."""

    dry_run: bool
    erased: list[str] = field(default_factory=list)
    refused: dict[str, tuple[str, ...]] = field(default_factory=dict)
    forgotten: list[str] = field(default_factory=list)
    uploads: int = 0
    sessions: int = 0
    is_clean: bool = True


def apply_retention(*, clock: Callable[[], datetime], by: Actor, dry_run: bool) -> RetentionReport:
    """Every step stands alone and may be interrupted: the next run goes on."""
    report, now = RetentionReport(dry_run), clock()
    today = timezone.localdate(now)
    due, over = list(cases_to_erase(today)), list(cases_to_forget(today))
    if dry_run:
        report.erased, report.forgotten = [str(case.pk) for case in due], [str(case.pk) for case in over]
        report.uploads, report.sessions = brief_counts(now)
        return report
    for case in due:
        try:
            erase_case(case=case, reason=ErasureReason.PERIOD_OVER, by=by, clock=clock)
            report.erased.append(str(case.pk))
        except ActRefused as refused:
            report.refused[str(case.pk)] = refused.problems
    for case in over:
        if forget_case(case=case, by=by, at=clock()):
            report.forgotten.append(str(case.pk))
    report.uploads, report.sessions = clear_brief(keep=retention().brief, by=by, at=clock())
    # Also for single patients who were erased since yesterday.
    report.is_clean = clean_files()
    return report
