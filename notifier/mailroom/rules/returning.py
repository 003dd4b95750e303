"""What follows when a letter comes back, by its reason. The carriers' codes are data; one nobody knows means that a
person must look, never that the letter arrived.
"""

from collections.abc import Mapping

from notifier.mailroom.choices import ReturnReason, Step
from notifier.notices.choices import State

# The four of La Poste's label come first. An address at which nobody is found is never written to again: someone else
# lives there (CSP L1110-4). Our letters are plain, so that a plainer one is no way out where nobody fetched them. Who
# refused was offered it: nothing more is sent by itself, the envelope is the proof, and whether they count as told is
# not for a rule (GDPR Article 34(1) says "communicate"; they do not count as informed).
STEPS: Mapping[ReturnReason, Step] = {
    ReturnReason.ACCESS: Step.OTHER_WAY,
    ReturnReason.NOT_IDENTIFIED: Step.CORRECT,
    ReturnReason.REFUSED: Step.KEEP_PROOF,
    ReturnReason.UNCLAIMED: Step.OTHER_WAY,
    ReturnReason.WRONG_ADDRESS: Step.OTHER_WAY,
    ReturnReason.DECEASED: Step.WITHDRAW,
    ReturnReason.OTHER: Step.DECIDE,
}
# Tracking codes of Maileva, as a public client lists them.
_CODES: Mapping[ReturnReason, str] = {
    ReturnReason.ACCESS: "A21",
    ReturnReason.NOT_IDENTIFIED: "A22 N07",
    ReturnReason.WRONG_ADDRESS: "A23 A24 N02 N10",
    ReturnReason.UNCLAIMED: "P03 A14 A17 N03",
    ReturnReason.REFUSED: "A16 A18 P04 P05 N05",
    ReturnReason.DECEASED: "N04",
    ReturnReason.OTHER: "A26 A19 A25",
}
_DELIVERED = frozenset({"D01", "N01"})
CARRIER_CODES: Mapping[str, ReturnReason] = {code: reason for reason, codes in _CODES.items() for code in codes.split()}


def reason_of(code: str) -> ReturnReason:
    """Of a carrier's code; `other`, for a person to look at, where nobody knows it."""
    return CARRIER_CODES.get(code.strip().upper(), ReturnReason.OTHER)


def is_return(code: str, *, is_undelivered: bool) -> bool:
    """Whether a carrier's code says that the letter did not arrive; a code nobody knows only where something else says
    so too.
    """
    return code.strip().upper() in CARRIER_CODES or (is_undelivered and code.strip().upper() not in _DELIVERED)


def next_state(reason: ReturnReason, *, may_email: bool, was_retried: bool, decides: bool) -> State:
    """Where the notice goes. RETURNED means that it waits there, for a correction or for a person. `may_email` where a
    message may go without asking anyone; `was_retried` where a corrected address was tried before; `decides` where who
    notes the return acts for the controller, for a withdrawal is theirs.
    """
    step = STEPS[reason]
    if step is Step.CORRECT and was_retried:
        step = Step.OTHER_WAY
    if step is Step.OTHER_WAY:
        return State.QUEUED if may_email else State.TO_TELL
    if step is Step.WITHDRAW:
        return State.WITHDRAWN if decides else State.HELD
    return State.RETURNED
