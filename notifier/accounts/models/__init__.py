from notifier.accounts.models.installation import Installation
from notifier.accounts.models.organisations import Mandate, Membership, Organisation
from notifier.accounts.models.users import User

__all__ = ["Installation", "Mandate", "Membership", "Organisation", "User"]
