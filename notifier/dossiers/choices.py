"""Closed lists of keeping and erasing. Their values stand in the log: never rename one."""

from enum import StrEnum


class ErasureReason(StrEnum):
    """Why a case's patients' data are erased."""

    ASKED = "asked"
    PERIOD_OVER = "period_over"


class PatientErasureReason(StrEnum):
    """Why one patient's data are erased before the others'."""

    PATIENT_ASKED = "patient_asked"
    WRONG_PERSON = "wrong_person"
    NOT_AFFECTED = "not_affected"
    OTHER = "other"


class PostponingReason(StrEnum):
    """Why the controller puts the erasure off."""

    RETURNS_EXPECTED = "returns_expected"
    AUTHORITY_ASKS = "authority_asks"
    CLAIM = "claim"
    OTHER = "other"


class FileFormat(StrEnum):
    """As what a file is handed out."""

    PDF = "pdf"
    JSON = "json"
    CSV = "csv"
