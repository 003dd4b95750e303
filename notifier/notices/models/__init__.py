from notifier.notices.models.care import CareDecision
from notifier.notices.models.notice import Notice
from notifier.notices.models.request import PatientRequest
from notifier.notices.models.wording import Approval, Master, Wording, WordingText

__all__ = ["Approval", "CareDecision", "Master", "Notice", "PatientRequest", "Wording", "WordingText"]
