"""What the outside of a message may show: subject, sender, preheader, file name, PDF title, window.

Medical secrecy (Code pénal 226-13, CSP L1110-4) binds it: a spouse, a neighbour, the mail carrier see the outside.
"""

import re
from collections.abc import Iterable

from notifier.law.plain.folding import folded

# Stems, folded: each would tell a spouse or a neighbour that the reader is somebody's patient.
_MEDICAL = (
    "medec", "medic", "docteur", "doctor", "dr", "pr", "sante", "health", "patient", "cabinet", "clinique", "clinic",
    "hopital", "hospital", "diagnos", "maladie", "disease", "illness", "soin", "soignant", "psy", "oncolog", "cancer",
    "addict", "gynec", "gynaec", "pediatr", "paediatr", "cardiolog", "dermatolog", "ophtalmolog", "ophthalmolog",
    "rhumatolog", "rheumatolog", "endocrin", "laboratoire", "ordonnance", "prescription", "traitement", "treatment",
    "midwi", "obstet", "urolog", "neurolog", "radiolog", "dentiste", "dentist", "kine", "infirm", "nurse",
    "chirurg", "surge", "generaliste", "therap", "pharmac", "vih", "hiv", "sida", "aids", "ald", "ameli", "cpam",
    "consultation", "ehpad", "mutuelle", "practice", "care", "assurance", "secu",
)  # fmt: skip
# Short ones are whole words: "drapeau" and "career" say nothing.
_WHOLE = frozenset({"dr", "pr", "vih", "hiv", "sida", "aids", "ald", "care", "psy", "cpam", "ameli", "kine", "secu"})
_WHOLE_OR_MORE = ("psycho", "psychi", "psychan", "kinesi")
# The law's own words: on an envelope or in a list of mails they draw the eye, and a thief's.
_LEGAL = frozenset({"rgpd", "gdpr", "cnil", "violation", "violations", "breach", "breaches", "dpo"})
# Words of a party's name that say nothing of it.
_PLAIN_NAMES = frozenset({
    "data", "donnees", "donnee", "personnel", "personnelles", "personal", "information", "informations", "important",
    "importante", "software", "logiciel", "logiciels", "solutions", "solution", "service", "services", "groupe",
    "group",
    "france", "societe", "maison", "centre", "center", "stolen", "volees", "dans", "pour", "avec", "avis", "notice",
    "enfant", "child", "faut", "faire", "saint", "sainte", "notre", "your", "what", "docteur", "cabinet", "medical",
})  # fmt: skip


def outside_problems(text: str, forbidden: Iterable[str] = ()) -> tuple[str, ...]:
    """Words for what an outsider would read: `empty`, `medical`, `legal`, `names_party` for a name of `forbidden`."""
    problems = []
    if not text.strip():
        problems.append("empty")
    if _is_medical(text):
        problems.append("medical")
    if _LEGAL & set(_words(text)):
        problems.append("legal")
    if any(_names(text, name) for name in forbidden):
        problems.append("names_party")
    return tuple(problems)


def subject_problems(subject: str, forbidden: Iterable[str] = ()) -> tuple[str, ...]:
    """Codes: `subject_empty`, `subject_medical`, `subject_legal`, `subject_names_party`."""
    return tuple(f"subject_{problem}" for problem in outside_problems(subject, forbidden))


def sender_name_problems(name: str, forbidden: Iterable[str] = ()) -> tuple[str, ...]:
    """Codes as of a subject: a psychiatrist's name in From reveals care."""
    return tuple(f"sender_{problem}" for problem in outside_problems(name, forbidden))


def fold(text: str) -> str:
    """Small letters without accents."""
    return folded(text).text


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", fold(text))


def _is_medical(text: str) -> bool:
    words = _words(text)
    return any(word in _WHOLE or word.startswith(_WHOLE_OR_MORE) for word in words) or any(
        word.startswith(stem) for word in words for stem in _MEDICAL if stem not in _WHOLE
    )


def _names(text: str, name: str) -> bool:
    """Whether the text holds the whole name, or one of its words that points to the party."""
    said = _words(text)
    telling = {word for word in _words(name) if len(word) > 3 and word not in _PLAIN_NAMES}
    return bool(telling & set(said)) or (bool(name.strip()) and fold(name).strip() in fold(text))
