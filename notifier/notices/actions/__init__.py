"""Writing a wording, approving it, owing the notices it promises, and taking them back."""

from notifier.notices.actions.approving import approve_wording
from notifier.notices.actions.drafting import draft_wording
from notifier.notices.actions.withdrawing import withdraw_notices

__all__ = ["approve_wording", "draft_wording", "withdraw_notices"]
