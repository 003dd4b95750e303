"""The audit log as sentences."""

from notifier.dashboard.queries.stories.latest import case_story
from notifier.dashboard.queries.stories.table import ACTS, BY_GROUP, GROUPS, SENTENCES, tell

__all__ = ["ACTS", "BY_GROUP", "GROUPS", "SENTENCES", "case_story", "tell"]
