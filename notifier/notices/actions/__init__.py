"""Writing a wording, approving it, and owing the notices it promises."""

from notifier.notices.actions.approving import approve_wording
from notifier.notices.actions.drafting import draft_wording

__all__ = ["approve_wording", "draft_wording"]
