"""Which consequences a notice names and which actions it asks for: those of what leaked of this person, gravest first.

A leaked telephone number asks for other care than a leaked insurer. Three at the most: longer lists are not followed
(Zou et al., CHI 2019).
"""

from collections.abc import Set
from enum import StrEnum

from notifier.notices.choices import Audience
from notifier.rosters.choices import Category, Tier
from notifier.rosters.rules.bits import from_bits

MOST = 3


class Danger(StrEnum):
    """What a leak exposes a person to, in order of gravity; each has its consequence and its action."""

    NOTES = "notes"
    CALLS_AND_MAILS = "calls_and_mails"
    CALLS = "calls"
    MAILS = "mails"
    IDENTITY = "identity"
    INSURER = "insurer"
    DOORSTEP = "doorstep"
    DECEIT = "deceit"
    CHILD = "child"


class Action(StrEnum):
    """What to do. One for each danger, and those that hold whatever leaked."""

    NOTES = "notes"
    CALLS_AND_MAILS = "calls_and_mails"
    CALLS = "calls"
    MAILS = "mails"
    IDENTITY = "identity"
    INSURER = "insurer"
    DOORSTEP = "doorstep"
    DECEIT = "deceit"
    CHILD = "child"
    ASK_NOTES = "ask_notes"
    TALK = "talk"
    SHOW = "show"
    COMPLAIN = "complain"
    COMPLAIN_CHILD = "complain_child"


def dangers(*, tier: Tier, audience: Audience, exposure: int) -> tuple[Danger, ...]:
    """At least one, at most three. To guardians nothing is said that depends on what leaked."""
    if audience is Audience.GUARDIAN:
        return (Danger.CHILD,)
    leaked = from_bits(Category, exposure)
    found = [
        *([Danger.NOTES] if tier is Tier.ANNOTATED or Category.ANNOTATIONS in leaked else []),
        *_by_contact(leaked),
        *([Danger.IDENTITY] if {Category.IDENTITY, Category.BIRTH_DATE} <= leaked else []),
        *([Danger.INSURER] if Category.INSURER in leaked else []),
        *([Danger.DOORSTEP] if Category.ADDRESS in leaked else []),
    ]
    return tuple(found[:MOST]) or (Danger.DECEIT,)


def actions(*, tier: Tier, audience: Audience, exposure: int) -> tuple[Action, ...]:
    """Two or three, in the order in which they are asked for."""
    if audience is Audience.GUARDIAN:
        return (Action.CHILD, Action.TALK, Action.COMPLAIN_CHILD)
    found = [Action(danger) for danger in dangers(tier=tier, audience=audience, exposure=exposure)]
    if found == [Action.NOTES]:
        found.append(Action.DECEIT)
    if Action.NOTES in found:
        found.insert(1, Action.ASK_NOTES)
    if audience is Audience.PROTECTED:
        found.insert(2 if Action.NOTES in found else 1, Action.SHOW)
    return tuple([*found, Action.COMPLAIN][:MOST])


def _by_contact(leaked: Set[Category]) -> list[Danger]:
    called, mailed = Category.TELEPHONE in leaked, Category.EMAIL in leaked
    if called and mailed:
        return [Danger.CALLS_AND_MAILS]
    return [Danger.CALLS] if called else [Danger.MAILS] if mailed else []
