"""Postal addresses as the French post reads them (AFNOR NF Z10-011, January 2013) and letters to other countries.

Six lines of at most 38 characters: 1 the person, 2 to 4 down to street and number, 5 a place or a box, 6 postcode and
town; abroad a 7th, the country. From the street on: capitals, no accents, no punctuation, no blank line. Nothing is
ever cut: what does not fit is named by `problems`.
"""

import re
from functools import lru_cache

from notifier.lib.text import fold, tidy, unaccent, words

MAX_LINES = 6
MAX_WIDTH = 38
# Metropolitan departments 01 to 95 (Corsica has 20), overseas 971 to 978, Pacific territories and Monaco 98x, and 00 of
# the armed forces. 96 and 99 were never given out.
_FRENCH_POSTCODE = re.compile(r"(?:0\d|[1-8]\d|9[0-5])\d{3}|97[1-8]\d{2}|98[04678]\d{2}", re.ASCII)
_FRANCE = frozenset({
    "", "f", "fr", "fra", "france", "france metropolitaine", "republique francaise", "monaco", "mc", "guadeloupe",
    "martinique", "guyane", "guyane francaise", "la reunion", "reunion", "mayotte", "saint pierre et miquelon",
    "saint martin", "saint barthelemy", "nouvelle caledonie", "polynesie francaise", "wallis et futuna",
})  # fmt: skip
# Alpha-2 codes of ISO 3166-1 that turn up in practices' files; the post wants the name, in the sender's language.
_COUNTRIES = {
    "at": "AUTRICHE", "be": "BELGIQUE", "ca": "CANADA", "ch": "SUISSE", "cz": "TCHEQUIE", "de": "ALLEMAGNE",
    "dk": "DANEMARK", "dz": "ALGERIE", "es": "ESPAGNE", "fi": "FINLANDE", "gb": "ROYAUME UNI", "gr": "GRECE",
    "ie": "IRLANDE", "it": "ITALIE", "lu": "LUXEMBOURG", "ma": "MAROC", "nl": "PAYS BAS", "no": "NORVEGE",
    "pl": "POLOGNE", "pt": "PORTUGAL", "ro": "ROUMANIE", "se": "SUEDE", "tn": "TUNISIE", "us": "ETATS UNIS",
}  # fmt: skip
_ENGLISH_NAMES = {
    "algeria": "dz", "austria": "at", "belgium": "be", "germany": "de", "denmark": "dk", "finland": "fi",
    "great britain": "gb", "greece": "gr", "ireland": "ie", "italy": "it", "morocco": "ma", "netherlands": "nl",
    "norway": "no", "poland": "pl", "romania": "ro", "spain": "es", "sweden": "se", "switzerland": "ch",
    "the netherlands": "nl", "tunisia": "tn", "uk": "gb", "united kingdom": "gb", "united states": "us", "usa": "us",
}  # fmt: skip
# After the number: bis, ter, quater; and numbers of one building, of which the first is written (La Poste, SNA).
_REPEATED = re.compile(r"^(\d{1,4})\s*(bis|ter|quater)\b", re.IGNORECASE)
_RANGE = re.compile(r"^(\d{1,4})\s*(?:/|-|–|\bà\b|\ba\b)\s*\d{1,4}(?=[\s,]+[^\W\d])", re.IGNORECASE)
# The norm's short forms of the kinds of streets.
_SHORT = {
    "ALLEE": "ALL", "ALLEES": "ALL", "AVENUE": "AV", "BOULEVARD": "BD", "CHEMIN": "CHE", "COURS": "CRS",
    "ESPLANADE": "ESP", "FAUBOURG": "FG", "HAMEAU": "HAM", "IMPASSE": "IMP", "LOTISSEMENT": "LOT", "PASSAGE": "PAS",
    "PLACE": "PL", "PROMENADE": "PROM", "QUARTIER": "QUA", "RESIDENCE": "RES", "ROUTE": "RTE", "SQUARE": "SQ",
}  # fmt: skip
_KIND = re.compile(rf"\b(?:{'|'.join(_SHORT)})\b")


# Here the postcode follows the town.
_TOWN_FIRST = frozenset({"ROYAUME UNI", "IRLANDE", "ETATS UNIS", "CANADA"})


# A roster repeats a handful of countries a hundred thousand times.
@lru_cache(maxsize=256)
def is_french(country: str) -> bool:
    """No country, France, its overseas parts, or Monaco, which the French post serves like a department."""
    return fold(country) in _FRANCE


def normal_line(text: str) -> str:
    """Capitals without accents or punctuation: `L'Haÿ-les-Roses` is `L HAY LES ROSES`."""
    return words(unaccent(tidy(text)).upper())


def normal_street(text: str) -> str:
    """A French street line: `5 bis` is `5 B`, `12/14` and `4 à 8` are the first number, and the kind of street is
    shortened only where the whole would not fit a line (the norm allows it above 32 characters).
    """
    numbered = _RANGE.sub(r"\1", _REPEATED.sub(lambda found: f"{found[1]} {found[2][0]}", tidy(text)))
    line = normal_line(numbered)
    if len(line) > MAX_WIDTH:
        line = _KIND.sub(lambda found: _SHORT[found[0]], line, count=1)
    return line


def normal_postcode(postcode: str, country: str) -> str:
    """Without inner spaces in France (`F-75 012` is `75012`); abroad as written, in capitals."""
    if not is_french(country):
        return tidy(postcode).upper()
    return re.sub(r"^F-?|[\s.]", "", tidy(postcode).upper())


def address_lines(name: str, street_lines: tuple[str, ...], postcode: str, town: str, country: str) -> tuple[str, ...]:
    """The lines of the envelope from the name on: up to 6, 7 abroad; may be longer or wider, see `problems`."""
    streets = [normal_street(line) if is_french(country) else normal_line(line) for line in street_lines]
    lines = [tidy(name), *streets, *_place(postcode, town, country)]
    return tuple(line for line in lines if line)


def problems(name: str, street_lines: tuple[str, ...], postcode: str, town: str, country: str) -> tuple[str, ...]:
    """What keeps a letter from arriving: codes in the order of the lines, none when the address is good.

    name_missing, street_missing (not for a CEDEX), postcode_missing, postcode_format, town_missing, country_code,
    line_too_long, too_many_lines.
    """
    lines = address_lines(name, street_lines, postcode, town, country)
    allowed = MAX_LINES if is_french(country) else MAX_LINES + 1
    found = {
        "name_missing": not tidy(name),
        "street_missing": not any(map(normal_line, street_lines)) and "CEDEX" not in normal_line(town).split(),
        "postcode_missing": is_french(country) and not tidy(postcode),
        "postcode_format": not _is_postcode(postcode, country),
        "town_missing": not normal_line(town),
        "country_code": not is_french(country) and len(_country(country)) < 3,
        "line_too_long": any(len(line) > MAX_WIDTH for line in lines),
        "too_many_lines": len(lines) > allowed,
    }
    return tuple(code for code, is_so in found.items() if is_so)


def _is_postcode(postcode: str, country: str) -> bool:
    """An absent one is another problem; abroad every form is taken."""
    normal = normal_postcode(postcode, country)
    return not normal or not is_french(country) or bool(_FRENCH_POSTCODE.fullmatch(normal))


def _place(postcode: str, town: str, country: str) -> tuple[str, ...]:
    parts = [normal_postcode(postcode, country), normal_line(town)]
    if is_french(country):
        return (" ".join(filter(None, parts)),)
    name = _country(country)
    if name in _TOWN_FIRST:
        parts.reverse()
    return " ".join(filter(None, parts)), name


def _country(country: str) -> str:
    folded = fold(country)
    return _COUNTRIES.get(_ENGLISH_NAMES.get(folded, folded), normal_line(country))


def country_code(country: str) -> str:
    """Its alpha-2 code of ISO 3166-1 in capitals, empty where it cannot be told. Overseas France is France, as the post
    serves it; Monaco is Monaco.
    """
    folded = fold(country)
    if folded in {"monaco", "mc"}:
        return "MC"
    if is_french(country):
        return "FR"
    if folded in _COUNTRIES:
        return folded.upper()
    return _ENGLISH_NAMES.get(folded, _CODES.get(normal_line(country), "")).upper()


_CODES = {name: code for code, name in _COUNTRIES.items()}
