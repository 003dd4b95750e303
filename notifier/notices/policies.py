"""When a wording may be approved."""

from notifier.notices.choices import WordingState


class NotApprovable(ValueError):
    """The wording cannot be approved as it is; `problems` holds stable words, gravest first."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


def check_approval(
    *, state: str, decides: bool, patients: int, text_problems: tuple[str, ...], decided: tuple[str, ...] = ()
) -> None:
    """Raise NotApprovable unless a controller approves a draft, for someone, whose texts hold what they must; and not
    where they decided otherwise: `decided` holds telling_not_direct, telling_delayed.
    """
    problems = (
        *(["not_a_draft"] if state != WordingState.DRAFT else []),
        *(["not_the_controller"] if not decides else []),
        *decided,
        *(["no_patient"] if not patients and not decided else []),
        *text_problems,
    )
    if problems:
        raise NotApprovable(problems)
