"""The one thing to do next on a case, for who looks at its page."""

from enum import StrEnum

from notifier.dashboard.queries.cases import CaseView


class Step(StrEnum):
    """In the order in which they are asked for. A late report and late answers stand above them all, on the page."""

    AGREEMENT = "agreement"
    LIST = "list"
    FILE_SOON = "file_soon"
    DECISIONS = "decisions"
    DRAFT = "draft"
    APPROVAL = "approval"
    DOUBTS = "doubts"
    CARE = "care"
    REQUESTS = "requests"
    FILE = "file"
    TELL = "tell"
    PRINT = "print"
    CLOSE = "close"


def next_step(
    view: CaseView, *, may_decide: bool, may_prepare: bool, has_agreement: bool, is_direct: bool
) -> Step | None:
    """The first that is due and that this person may do; None where they have nothing to do. Costs no query."""
    if not view.case.is_open:
        return None
    must_report = view.clock.is_running and not view.clock.is_late
    due = {
        Step.AGREEMENT: may_prepare and not has_agreement,
        Step.LIST: may_prepare and not view.patients,
        Step.FILE_SOON: may_decide and must_report and view.clock.mood == "attention",
        Step.DECISIONS: may_decide and view.undecided > 0,
        Step.DRAFT: may_prepare and is_direct and view.must_begin,
        Step.APPROVAL: may_decide and is_direct and view.must_approve,
        Step.DOUBTS: may_decide and view.sums.in_doubt > 0,
        Step.CARE: may_decide and view.to_decide > view.reworded,
        Step.REQUESTS: may_prepare and view.requests.count > 0,
        Step.FILE: may_decide and must_report,
        Step.TELL: may_decide and view.sums.to_tell > 0,
        Step.PRINT: may_prepare and view.sums.ready_to_print > 0 and not view.is_moving,
        Step.CLOSE: may_decide and view.is_sent,
    }
    return next((step for step, is_due in due.items() if is_due), None)
