"""Re-deriving the whole log from its raw rows: every event, place, tile, checkpoint and time stamp."""

from notifier.audit.verification.log import verify_log
from notifier.audit.verification.verdict import Finding, Verdict

__all__ = ["Finding", "Verdict", "verify_log"]
