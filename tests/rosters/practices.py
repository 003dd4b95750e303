"""Practices affected by one breach."""

from datetime import datetime

from notifier.accounts.models import User
from notifier.audit.actors import Actor
from notifier.breaches.actions import open_case
from notifier.breaches.models import Case
from notifier.rosters.actions import import_roster
from tests.worlds import open_practice

HEADER = "nom;prénom;date de naissance;courriel\n"


def open_practices(count: int, *, at: datetime, by: Actor) -> list[tuple[Case, User]]:
    """That many cases of the first one's breach, each with who decides it."""
    first, owner = open_practice(number=1, at=at, by=by)
    found = [(first, owner)]
    for number in range(2, count + 1):
        alone, other = open_practice(number=number, at=at, by=by)
        case = open_case(breach=first.breach, controller=alone.controller, aware_at=at, by=by, at=at)
        found.append((case, other))
    return found


def take(case: Case, *rows: str, at: datetime, by: Actor) -> None:
    """Import rows of name, given name, birth date and e-mail."""
    data = (HEADER + "".join(f"{row}\n" for row in rows)).encode()
    import_roster(case=case, data=data, confirmed=frozenset({"many_refused"}), by=by, at=at)
