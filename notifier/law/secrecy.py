"""What the outside of a message may show. Medical secrecy (Code pénal 226-13, CSP L1110-4) binds subject and sender."""

import re
import unicodedata
from collections.abc import Iterable

# Stems, folded: each would tell a spouse or a neighbour that the reader is somebody's patient.
_MEDICAL = (
    "medec", "medic", "docteur", "doctor", "dr", "sante", "health", "patient", "cabinet", "clinique", "clinic",
    "hopital", "hospital", "diagnos", "maladie", "disease", "illness", "soin", "psychi", "oncolog", "cancer",
    "addict", "gynec", "gynaec", "pediatr", "paediatr", "cardiolog", "dermatolog", "ophtalmolog", "ophthalmolog",
    "rhumatolog", "rheumatolog", "endocrin", "laboratoire", "ordonnance", "prescription", "traitement", "treatment",
)  # fmt: skip
_WHOLE = frozenset({"dr"})
_LINK = re.compile(r"(?:https?://|www\.)\S", re.IGNORECASE)


def subject_problems(subject: str, forbidden: Iterable[str] = ()) -> tuple[str, ...]:
    """Codes: `subject_medical`, `subject_names_party` for one of the `forbidden` words, `subject_empty`."""
    problems = []
    if not subject.strip():
        problems.append("subject_empty")
    if _is_medical(subject):
        problems.append("subject_medical")
    if any(fold(word) in fold(subject) for word in forbidden if word.strip()):
        problems.append("subject_names_party")
    return tuple(problems)


def sender_name_problems(name: str, forbidden: Iterable[str] = ()) -> tuple[str, ...]:
    """Codes as of a subject: a psychiatrist's name in From reveals care."""
    return tuple(problem.replace("subject", "sender", 1) for problem in subject_problems(name, forbidden))


def link_problems(text: str) -> tuple[str, ...]:
    """`link` when there is something to click: a notice that trains people to click helps the next fraud."""
    return ("link",) if _LINK.search(text) else ()


def fold(text: str) -> str:
    """Small letters without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def _is_medical(text: str) -> bool:
    words = re.findall(r"[a-z]+", fold(text))
    return any(word == stem if stem in _WHOLE else word.startswith(stem) for word in words for stem in _MEDICAL)
