from notifier.accounts.models.agreements import Agreement
from notifier.accounts.models.installation import Installation
from notifier.accounts.models.organisations import Mandate, Membership, Organisation
from notifier.accounts.models.sender import SenderCheck
from notifier.accounts.models.users import User

__all__ = ["Agreement", "Installation", "Mandate", "Membership", "Organisation", "SenderCheck", "User"]
