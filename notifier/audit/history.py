"""Which keys signed the log, as the log itself tells: begun with one, changed from one to the next by both."""

import base64
import binascii
from dataclasses import dataclass
from typing import Any

from notifier.audit.canonical import read_event
from notifier.audit.models import Event, Leaf
from notifier.lib.notes import BadKey, Signer, Verifier, read_verifier

SUBJECT = "log"
BEGUN = "log.begun"
CHANGED = "log.key_changed"


class BrokenHistory(ValueError):
    """The events about keys do not follow from one another: the log was tampered with."""


@dataclass(frozen=True, slots=True)
class KeyHistory:
    """The log's name and its keys, the first one first. `places`: where in the tree each key was introduced."""

    origin: str
    keys: tuple[Verifier, ...]
    places: tuple[int | None, ...]

    @property
    def current(self) -> Verifier:
        return self.keys[-1]


def key_history() -> KeyHistory | None:
    """None for a log not begun; raises BrokenHistory. Two queries."""
    events = list(Event.objects.filter(subject=SUBJECT, kind__in=[BEGUN, CHANGED]).order_by("pk"))
    if not events:
        return None
    places = dict(Leaf.objects.filter(event_id__in=[e.pk for e in events]).values_list("event_id", "place"))
    facts = [read_event(bytes(event.body)) for event in events]
    try:
        origin, keys = _follow(facts)
    except (BadKey, KeyError, TypeError, binascii.Error) as problem:
        raise BrokenHistory(f"an event about the log's keys cannot be read: {problem}") from None
    return KeyHistory(origin, tuple(keys), tuple(places.get(event.pk) for event in events))


def change_text(old: Verifier, new: Verifier) -> str:
    """What both keys sign when one follows the other."""
    return f"notifier log key change\n{old.text}\n{new.text}\n"


def change_data(old: Signer, new: Signer) -> dict[str, Any]:
    """The data of the event that tells of the change."""
    text = change_text(old.verifier, new.verifier)
    return {
        "old": old.verifier.text,
        "new": new.verifier.text,
        "old_signature": base64.b64encode(old.sign(text)).decode(),
        "new_signature": base64.b64encode(new.sign(text)).decode(),
    }


def _follow(facts: list[dict[str, Any]]) -> tuple[str, list[Verifier]]:
    if facts[0]["kind"] != BEGUN or any(fact["kind"] != CHANGED for fact in facts[1:]):
        raise BrokenHistory("the log begins more than once, or not at all")
    keys = [read_verifier(facts[0]["data"]["key"])]
    for data in (fact["data"] for fact in facts[1:]):
        old, new = read_verifier(data["old"]), read_verifier(data["new"])
        text = change_text(old, new)
        signed = all(
            key.accepts(base64.b64decode(data[name], validate=True), text)
            for key, name in ((old, "old_signature"), (new, "new_signature"))
        )
        if old != keys[-1] or not signed:
            raise BrokenHistory("a change of the log's key is not signed by both keys")
        keys.append(new)
    return str(facts[0]["data"]["origin"]), keys
