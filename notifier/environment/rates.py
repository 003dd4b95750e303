"""Reading from the environment how fast e-mail may leave: each function takes one variable, or says in one sentence
what is wrong with it, as notifier.environment does.
"""

import os
import re
from collections.abc import Container

from django.core.exceptions import ImproperlyConfigured

_RATE = re.compile(r"([1-9][0-9]{0,8})/(minute|hour|day)")


def rates(name: str) -> dict[str, int]:
    """Limits such as `100/minute, 20000/day`; empty where the variable says nothing. A limit of nought would keep
    everyone waiting for ever, and is none.
    """
    return _rates(name, os.environ.get(name, ""))


def rates_of(name: str, known: Container[str]) -> dict[str, dict[str, int]]:
    """Limits of several, such as `gmail=500/hour, gmail=5000/day, orange=2000/day`."""
    found: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in os.environ.get(name, "").split(","))):
        key, equals, rate = part.partition("=")
        if not (equals and rate.strip()) or key.strip() not in known:
            raise ImproperlyConfigured(f"{name} must list limits such as gmail=5000/day, of the providers it knows.")
        found[key.strip()] = ",".join(filter(None, (found.get(key.strip(), ""), rate)))
    return {key: _rates(name, text) for key, text in found.items()}


def warm_up(name: str) -> tuple[int, int] | None:
    """Where it begins and where it ends, such as `2000-200000` messages a day; None where the variable says nothing."""
    text = os.environ.get(name, "").strip()
    if not text:
        return None
    match = re.fullmatch(r"([1-9][0-9]{0,8})-([1-9][0-9]{0,8})", text, re.ASCII)
    if match is None or int(match[1]) > int(match[2]):
        raise ImproperlyConfigured(f"{name} must be two numbers of messages a day, such as 2000-200000.")
    return int(match[1]), int(match[2])


def _rates(name: str, text: str) -> dict[str, int]:
    parts = [part.strip() for part in text.split(",") if part.strip()]
    matches = [_RATE.fullmatch(part) for part in parts]
    found = {match[2]: int(match[1]) for match in matches if match}
    if len(found) != len(parts):
        raise ImproperlyConfigured(f"{name} must list limits above 0, each span once, such as 100/minute, 20000/day.")
    return found
