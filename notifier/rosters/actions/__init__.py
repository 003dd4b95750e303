"""Taking rosters in."""

from notifier.rosters.actions.breach import BreachImport, import_breach
from notifier.rosters.actions.comparison import empty_comparison, set_comparison
from notifier.rosters.actions.importing import RosterRefused, import_roster
from notifier.rosters.actions.staging import discard_staged, discard_stale, import_staged, stage_roster
from notifier.rosters.policies import AgreementMissing, RealRosterRefused

__all__ = [
    "AgreementMissing",
    "BreachImport",
    "RealRosterRefused",
    "RosterRefused",
    "discard_staged",
    "discard_stale",
    "empty_comparison",
    "import_breach",
    "import_roster",
    "import_staged",
    "set_comparison",
    "stage_roster",
]
