"""Closed lists of the mailroom. Plain enums: the rules that use them know no Django."""

from enum import StrEnum


class Fate(StrEnum):
    """What became of a piece of a run; nothing yet where it is empty."""

    NONE = ""
    PRINTED = "printed"
    SPOILED = "spoiled"
    POSTED = "posted"


class ReturnReason(StrEnum):
    """Why a letter came back, whatever words or code a carrier has for it."""

    ACCESS = "access"
    NOT_IDENTIFIED = "not_identified"
    REFUSED = "refused"
    UNCLAIMED = "unclaimed"
    WRONG_ADDRESS = "wrong_address"
    DECEASED = "deceased"
    OTHER = "other"


class Step(StrEnum):
    """What follows a return."""

    OTHER_WAY = "other_way"
    CORRECT = "correct"
    KEEP_PROOF = "keep_proof"
    WITHDRAW = "withdraw"
    DECIDE = "decide"
