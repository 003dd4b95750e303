from notifier.notices.models.notice import Notice
from notifier.notices.models.wording import Approval, Master, Wording, WordingText

__all__ = ["Approval", "Master", "Notice", "Wording", "WordingText"]
