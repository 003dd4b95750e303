from notifier.notices.models.agreeing import Demand, FirstApproval, RosterCheck
from notifier.notices.models.care import CareDecision
from notifier.notices.models.editing import Override, TextRevision, WordingComment
from notifier.notices.models.notice import Notice
from notifier.notices.models.request import PatientRequest
from notifier.notices.models.wording import Approval, Master, Wording, WordingText

__all__ = [
    "Approval",
    "CareDecision",
    "Demand",
    "FirstApproval",
    "Master",
    "Notice",
    "Override",
    "PatientRequest",
    "RosterCheck",
    "TextRevision",
    "Wording",
    "WordingComment",
    "WordingText",
]
