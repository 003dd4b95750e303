"""What the page of a case says of its evidence."""

from dataclasses import dataclass

from notifier.audit.history import BrokenHistory, key_history
from notifier.dossiers.queries.evidence import checking_script


@dataclass(frozen=True, slots=True)
class EvidenceDoor:
    """The fingerprint people compare by another way (empty before the log's first checkpoint), and the script's."""

    fingerprint: str
    script_sha256: str


def evidence_door() -> EvidenceDoor:
    """Two queries."""
    try:
        history = key_history()
    except BrokenHistory:
        history = None
    return EvidenceDoor(history.current.fingerprint if history else "", checking_script()[1])
