"""When a wording may be edited, spoken about and approved."""

from notifier.notices.choices import WordingState


class NotApprovable(ValueError):
    """The wording cannot be approved as it is; `problems` holds stable words, gravest first."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


def check_approval(
    *,
    state: str,
    decides: bool,
    patients: int,
    text_problems: tuple[str, ...],
    decided: tuple[str, ...] = (),
    is_as_read: bool = True,
) -> None:
    """Raise NotApprovable unless a controller approves a draft, for someone, whose texts hold what they must and are
    those that were read; and not where they decided otherwise: `decided` holds telling_not_direct, telling_delayed.
    """
    problems = (
        *(["not_a_draft"] if state != WordingState.DRAFT else []),
        *(["not_the_controller"] if not decides else []),
        *(["changed_since_read"] if not is_as_read and state == WordingState.DRAFT else []),
        *decided,
        *(["no_patient"] if not patients and not decided else []),
        *text_problems,
    )
    if problems:
        raise NotApprovable(problems)


class WordingRefused(ValueError):
    """An act on a wording that cannot be done now; `code` is a stable word for pages to explain."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def check_editing(*, state: str, may_edit: bool) -> None:
    """Only a draft changes, and only by those who prepare it or advise on it. Raises WordingRefused."""
    if not may_edit:
        raise WordingRefused("not_an_editor")
    if state != WordingState.DRAFT:
        raise WordingRefused("not_a_draft")


def check_follow_up(*, decides: bool, has_draft: bool, patients: int) -> None:
    """The controller alone tells people more, in one text at a time, and there is somebody to tell. Raises
    WordingRefused.
    """
    if not decides:
        raise WordingRefused("not_the_controller")
    if has_draft:
        raise WordingRefused("other_draft")
    if not patients:
        raise WordingRefused("nobody_told")


def check_giving_up(*, decides: bool, state: str, is_follow_up: bool) -> None:
    """Only a follow-up is given up: a first notice is owed. Raises WordingRefused."""
    if not decides:
        raise WordingRefused("not_the_controller")
    if state != WordingState.DRAFT or not is_follow_up:
        raise WordingRefused("not_a_draft")


def check_comment(text: str, *, may_comment: bool) -> None:
    """Raises WordingRefused."""
    if not may_comment:
        raise WordingRefused("not_an_editor")
    if not text.strip():
        raise WordingRefused("no_words")


def check_overriding(reason: str, *, state: str, decides: bool, is_advisory: bool | None) -> None:
    """The controller alone sets advice aside, in a draft, and says why. `is_advisory` is None where nothing is found
    any more. Raises WordingRefused.
    """
    if not decides:
        raise WordingRefused("not_the_controller")
    if state != WordingState.DRAFT:
        raise WordingRefused("not_a_draft")
    if is_advisory is None:
        raise WordingRefused("finding_gone")
    if not is_advisory:
        raise WordingRefused("finding_blocks")
    if not reason.strip():
        raise WordingRefused("no_reason")


def check_demand(*, may_demand: bool) -> None:
    """The controller, or the DPO it mandated, asks for two people. Raises WordingRefused."""
    if not may_demand:
        raise WordingRefused("may_not_demand")


def check_lifting(reason: str, *, decides: bool) -> None:
    """The controller alone lifts the demand, and says why: its DPO may have asked for it. Raises WordingRefused."""
    if not decides:
        raise WordingRefused("not_the_controller")
    if not reason.strip():
        raise WordingRefused("no_reason")


def check_second_person(*, is_bound: bool, first_by: int | None, approver: int) -> None:
    """Where two must approve, another person of the controller has approved these very texts. Raises NotApprovable."""
    if is_bound and (first_by is None or first_by == approver):
        raise NotApprovable(("second_person_needed",))
