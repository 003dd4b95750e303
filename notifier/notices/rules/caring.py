"""What the physician may decide for someone whose notice waits: one total table, each row with its source.

*By rule* is for a whole group at once. *One by one* asks the controller's word for this one person, because a rule
cannot know what makes it safe: that this address is the safe one, that this mailbox is nobody else's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from notifier.law.refusals import Refusal, refusal
from notifier.notices.choices import CareChoice, HoldReason, State

_SENT = frozenset({CareChoice.EMAIL, CareChoice.LETTER})
_SPOKEN = frozenset({CareChoice.IN_PERSON, CareChoice.TOLD})
_ANY = _SENT | _SPOKEN
# Someone who has died is owed nothing any more; that is found out one by one.
_DIED = frozenset({CareChoice.WITHDRAW})


# Where each choice leads, and from where: a message that failed is not sent again here, but its person told in person;
# who was told is told wherever their notice stood, as long as nothing of it was sent.
TARGETS: dict[CareChoice, State] = {
    CareChoice.REVIEWED: State.QUEUED,
    CareChoice.EMAIL: State.QUEUED,
    CareChoice.LETTER: State.QUEUED,
    CareChoice.IN_PERSON: State.TO_TELL,
    CareChoice.TOLD: State.TOLD,
    CareChoice.WITHDRAW: State.WITHDRAWN,
}
_FROM: dict[State, frozenset[State]] = {
    State.QUEUED: frozenset({State.HELD}),
    State.TO_TELL: frozenset({State.HELD, State.FAILED}),
    State.TOLD: frozenset({State.HELD, State.QUEUED, State.FAILED, State.TO_TELL}),
    State.WITHDRAWN: frozenset({State.HELD, State.TO_TELL}),
}


def possible_from(state: State) -> frozenset[CareChoice]:
    """The choices that lead on from where the notice stands; none once it was sent, or is on its way."""
    return frozenset(choice for choice, target in TARGETS.items() if state in _FROM[target])


@dataclass(frozen=True, slots=True)
class Permitted:
    """The choices open by rule, those open one by one besides, and where that stands."""

    by_rule: frozenset[CareChoice]
    one_by_one: frozenset[CareChoice] = _DIED
    source: str = ""

    def among(self, choices: frozenset[CareChoice]) -> "Permitted":
        """The same, of these choices alone."""
        return Permitted(self.by_rule & choices, self.one_by_one & choices, self.source)

    @property
    def all(self) -> frozenset[CareChoice]:
        return self.by_rule | self.one_by_one


# In order of gravity, which is that of the page.
PERMITTED: dict[HoldReason, Permitted] = {
    # Recital 27: the GDPR speaks of the living. Secrecy does not end with them: nothing goes to the household.
    HoldReason.DECEASED: Permitted(_DIED, frozenset(), "GDPR recital 27, CSP L1110-4 V"),
    # What is at home is the parents': neither their address nor their mailbox.
    HoldReason.MINOR_SECRET: Permitted(_SPOKEN, _DIED, "CSP L1111-5, R1111-6"),
    # Only by the safe means, which no list names.
    HoldReason.SAFE_CHANNEL: Permitted(_SPOKEN, _SENT | _DIED, "CSP L1110-4, GDPR 32"),
    # Never by post, unless the controller says that the address on the list is not the hidden one.
    HoldReason.CONFIDENTIAL_ADDRESS: Permitted(
        _SPOKEN | {CareChoice.EMAIL}, frozenset({CareChoice.LETTER}) | _DIED, "CSP L1110-4, GDPR 32"
    ),
    # To those who hold parental authority, and without a category; a child's e-mail is read by who knows whom.
    HoldReason.MINOR_ANNOTATED: Permitted(_SPOKEN | {CareChoice.LETTER}, _DIED, "CSP L1111-2 II, L1111-5"),
    # To the child's own address; no other parent's is ever used.
    HoldReason.SEPARATED_PARENTS: Permitted(_SPOKEN | {CareChoice.LETTER}, _DIED, "Code civil 372-2, CSP L1111-2 II"),
    HoldReason.PROTECTED_ADULT: Permitted(_ANY, _DIED, "CSP L1111-2 III, Code civil 459"),
    HoldReason.SHARED_EMAIL: Permitted(
        _SPOKEN | {CareChoice.LETTER}, frozenset({CareChoice.EMAIL}) | _DIED, "CSP L1110-4, GDPR 5(1)(f)"
    ),
    HoldReason.SHARED_ADDRESS: Permitted(_ANY, _DIED, "CSP L1110-4, Code pénal 226-15"),
    HoldReason.LONG_UNSEEN: Permitted(_ANY, _DIED, "GDPR 5(1)(d)"),
    # Looked through, they go the way that is open to each.
    HoldReason.CARE_UNKNOWN: Permitted(_ANY | {CareChoice.REVIEWED}, _DIED, "GDPR 24, 32, CSP L1110-4"),
    HoldReason.DO_NOT_POST: Permitted(_SPOKEN, frozenset({CareChoice.LETTER}) | _DIED, "GDPR 12(1), 34(1)"),
    HoldReason.NO_CHANNEL: Permitted(_SPOKEN, _DIED, "GDPR 34(1), 34(3)(c)"),
    HoldReason.ALREADY_TOLD: Permitted(_ANY, _DIED, "GDPR 34(1), 5(2)"),
    # Sent by approving the text again, on another page.
    HoldReason.TEXT_NOT_APPROVED: Permitted(_SPOKEN, _DIED, "GDPR 34(2)"),
    HoldReason.NONE: Permitted(_ANY, _DIED, "GDPR 34(1)"),
}


def permitted(
    reasons: Iterable[HoldReason], *, has_email: bool, has_address: bool, wants_no_post: bool = False
) -> Permitted:
    """What is open to someone held for all of these reasons: what each of them leaves open, by a way there is. To who
    wants no post a letter goes one by one only, whatever they are held for.
    """
    rows = [PERMITTED[reason] for reason in reasons] or [PERMITTED[HoldReason.NONE]]
    missing = {
        *([] if has_email else [CareChoice.EMAIL]),
        *([] if has_address else [CareChoice.LETTER]),
        *([] if has_email or has_address else [CareChoice.REVIEWED]),
    }
    asked_apart = frozenset({CareChoice.LETTER} if wants_no_post else ())
    by_rule = frozenset.intersection(*(row.by_rule for row in rows)) - missing - asked_apart
    everything = frozenset.intersection(*(row.all for row in rows)) - missing
    return Permitted(by_rule, everything - by_rule, ", ".join(row.source for row in rows))


NOT_BY_RULE = refusal("not_by_rule", "cela se décide une personne après l’autre, pas pour tout un groupe",
                      "this is decided person by person, not for a whole group", "CSP L1110-4")  # fmt: skip
TOLD_IN_FUTURE = refusal("told_in_future", "ce jour est à venir : on ne note que ce qui est fait",
                         "this day is yet to come: only what was done is recorded", "GDPR 5(2)")  # fmt: skip
TOLD_BEFORE_BREACH = refusal("told_before_breach", "ce jour précède la violation : personne ne pouvait en parler",
                             "this day comes before the breach: nobody could speak of it", "GDPR 34(1)")  # fmt: skip
TOLD_HOW_MISSING = refusal("told_how_missing", "la preuve dit par quel moyen la personne a été prévenue",
                           "the proof says by what means the person was told", "GDPR 5(2)")  # fmt: skip
TOLD_BY_MISSING = refusal("told_by_missing", "la preuve dit qui a prévenu la personne",
                          "the proof says who told the person", "GDPR 5(2)")  # fmt: skip
TOLD_ON_MISSING = refusal("told_on_missing", "la preuve dit quel jour la personne a été prévenue",
                          "the proof says on which day the person was told", "GDPR 5(2)")  # fmt: skip


def told_problems(*, on: date | None, how: str, by: str, breach_began: date, today: date) -> tuple[Refusal, ...]:
    """Why this is no proof that someone was told: when, how and by whom, on a day on which it can have been."""
    if on is None:
        day = [TOLD_ON_MISSING]
    else:
        day = [TOLD_IN_FUTURE] if on > today else [TOLD_BEFORE_BREACH] if on < breach_began else []
    return (*day, *([] if how else [TOLD_HOW_MISSING]), *([] if by.strip() else [TOLD_BY_MISSING]))
