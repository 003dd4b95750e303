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


class Stage(StrEnum):
    """How far a letter is on its way to a hybrid-mail provider. From DRAFTING to SUBMITTING the provider has been asked
    for something and has not answered yet; DECLINED is one it will not print, DROPPED one that is not to go any more.
    """

    WAITING = "waiting"
    DRAFTING = "drafting"
    FILLING = "filling"
    ADDRESSING = "addressing"
    SUBMITTING = "submitting"
    SUBMITTED = "submitted"
    PRODUCED = "produced"
    ENDED = "ended"
    DECLINED = "declined"
    DROPPED = "dropped"


class Word(StrEnum):
    """What a provider says of a letter it was handed. GONE means that it knows of none."""

    DRAFT = "draft"
    TAKEN = "taken"
    PRODUCED = "produced"
    REJECTED = "rejected"
    GONE = "gone"


class Finding(StrEnum):
    """What a provider did otherwise than it was asked to."""

    NONE = ""
    PAGES = "pages"
    ARCHIVED = "archived"
