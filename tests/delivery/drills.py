"""A drill beside a breach in earnest, each with patients whose notices are due."""

from datetime import datetime

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.notices.actions import approve_wording, draft_wording
from notifier.rosters.actions import import_roster
from tests.breaches.sharing import Shared, share
from tests.worlds import roster


def drill(*, emails: int = 2, letters: int = 1, at: datetime, by: Actor) -> tuple[Shared, Case]:
    """The breach is an exercise; its first case owes notices."""
    shared = share(at=at, by=by, is_drill=True)
    data = roster(emails=emails, letters=letters)
    import_roster(case=shared.one, data=data, confirmed=frozenset(), user=shared.owner, by=by, at=at)
    wording = draft_wording(case=shared.one, by=by, at=at)
    approve_wording(wording=wording, approver=shared.owner, by=by, at=at)
    return shared, shared.one
