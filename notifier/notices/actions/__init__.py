"""Writing a wording, speaking about it, approving it, owing the notices it promises, and taking them back."""

from notifier.notices.actions.approving import approve_first, approve_wording
from notifier.notices.actions.drafting import draft_wording
from notifier.notices.actions.editing import edit_text
from notifier.notices.actions.withdrawing import withdraw_notices

__all__ = ["approve_first", "approve_wording", "draft_wording", "edit_text", "withdraw_notices"]
