"""A doctor's free text, recognised by what it says: it must not come in under a harmless heading."""

from notifier.lib.text import fold

# Beginnings of words, folded, that stand in clinical notes and hardly in a name, an address or an insurer.
_STEMS = (
    "allergi", "amelior", "angoiss", "antecedent", "antibio", "anxi", "asthm", "biops", "cardiaq", "chimio",
    "cholesterol", "comprim", "consult", "cortico", "depress", "diabet", "diagnos", "disease", "douleur", "epilep",
    "fievre", "fractur", "fumeu", "hospitalis", "hypertens", "illness", "insomni", "insulin", "metasta", "migrain",
    "patholog", "patient", "posolog", "pregnan", "prescri", "psych", "rechut", "seroposit", "sertralin", "smoker",
    "suicid", "suivi", "symptom", "tabag", "thorac", "thyroid", "traitement", "treatment", "tumeur", "tumour", "vaccin",
)  # fmt: skip
_WORDS = frozenset({
    "atcd", "avc", "bilan", "bpco", "cancer", "dort", "ecg", "enceinte", "examen", "hiv", "hta", "imc", "irm", "ivg",
    "mg", "pain", "sida", "stress", "tabac", "ttt", "urgence", "vih",
})  # fmt: skip
# By their first four letters: a word is nearly always done with after one look.
_START = 4
_BY_START = {stem[:_START]: tuple(s for s in _STEMS if s[:_START] == stem[:_START]) for stem in _STEMS}
# Fewer words are no note; so many are no address, name or insurer either.
_FEWEST, _MANY = 4, 25
_SHARE = 0.2


def looks_like_note(value: str) -> bool:
    """Whether the value speaks of somebody's health at some length: two clinical words, or 25 words of any kind."""
    # Nearly every value of a roster ends here.
    if value.count(" ") < _FEWEST - 1:
        return False
    words = fold(value).split()
    return len(words) >= _MANY or (len(words) >= _FEWEST and sum(map(_is_clinical, words)) > 1)


def is_notes_column(notes: int, filled: int) -> bool:
    """Whether so many notes among the filled values of a column make it one: one in five."""
    return notes > 0 and notes >= _SHARE * filled


def _is_clinical(word: str) -> bool:
    return word in _WORDS or word.startswith(_BY_START.get(word[:_START], ()))
