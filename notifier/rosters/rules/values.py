"""One cell at a time: its value, or None where it cannot be read."""

import re
from datetime import date
from functools import lru_cache

from email_validator import EmailNotValidError, validate_email

from notifier.lib.text import fold
from notifier.rosters.choices import CareFlag, Language, Salutation, Tier, ToldHow
from notifier.rosters.rules.headers import CARE_HEADERS

_OLDEST = 130
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?(?:\.0+)?)?", re.ASCII)
_FRENCH_DATE = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?: 00:00(?::00)?)?", re.ASCII)
_PACKED_DATE = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
_TIERS = {
    "": Tier.ADMINISTRATIVE, "administrative": Tier.ADMINISTRATIVE, "administratif": Tier.ADMINISTRATIVE,
    "annotated": Tier.ANNOTATED, "annote": Tier.ANNOTATED, "annotee": Tier.ANNOTATED,
}  # fmt: skip
_LANGUAGES = {
    **dict.fromkeys(("", "fr", "fra", "fre", "fr fr", "francais", "french"), Language.FRENCH),
    **dict.fromkeys(("en", "eng", "en gb", "en us", "anglais", "english"), Language.ENGLISH),
}
_SALUTATIONS = {
    "": Salutation.NONE,
    **dict.fromkeys(("m", "mr", "monsieur"), Salutation.MONSIEUR),
    **dict.fromkeys(("mme", "madame", "mlle", "mademoiselle", "mrs", "ms", "miss"), Salutation.MADAME),
}
_TOLD_HOW = {
    "": ToldHow.UNKNOWN,
    **dict.fromkeys(("consultation", "en consultation", "en personne", "de vive voix", "oral", "oralement",
                     "au cabinet", "in person", "visit", "at a visit", "orally"), ToldHow.IN_PERSON),
    **dict.fromkeys(("telephone", "par telephone", "tel", "appel", "appel telephonique", "phone", "by phone",
                     "by telephone", "phone call", "call"), ToldHow.TELEPHONE),
    **dict.fromkeys(("teleconsultation", "en teleconsultation", "visio", "en visio", "video", "video call"),
                    ToldHow.VIDEO),
    **dict.fromkeys(("lettre", "par lettre", "courrier", "par courrier", "letter", "by letter", "post", "by post"),
                    ToldHow.LETTER),
    **dict.fromkeys(("courriel", "par courriel", "mail", "par mail", "email", "e mail", "par email", "by email",
                     "by e mail", "message", "messagerie", "messagerie securisee", "secure message"), ToldHow.MESSAGE),
}  # fmt: skip
_YEAR = re.compile(r"(?:\d{1,2}[/.\-])?(\d{4})", re.ASCII)
_YES = frozenset({"oui", "o", "yes", "y", "1", "x", "true", "vrai"})
_NO = frozenset({"", "non", "n", "no", "0", "false", "faux"})
_CARE_SEPARATORS = re.compile(r"[,;|+/]")
# What email-validator surely takes before the @; anything else goes through it.
_PLAIN_LOCAL = re.compile(r"[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*", re.ASCII | re.IGNORECASE)
_MAX_LOCAL = 64
_MAX_EMAIL = 254
# RFC 2606 and RFC 6761: nobody is reached there.
_RESERVED = re.compile(r"(?:.+\.)?(?:example\.(?:org|com|net)|test|example|invalid|localhost)")
_TYPOS = frozenset({
    "gmial.com", "gmai.com", "gmal.com", "gmail.fr", "gmail.co", "gmil.com", "gamil.com", "gnail.com", "hotmial.com",
    "hotmial.fr", "hotmai.com", "hotmai.fr", "hotmal.fr", "hormail.fr", "hotmil.fr", "outlok.fr", "outlok.com",
    "outloock.fr", "orage.fr", "ornage.fr", "oranje.fr", "wanado.fr", "wandoo.fr", "wanadou.fr", "yaho.fr", "yaho.com",
    "yahou.fr", "yahooo.fr", "lapost.net", "laposte.fr", "laposte.com", "fre.fr", "frre.fr", "sfr.com", "iclou.com",
})  # fmt: skip


def read_date(text: str, today: date) -> date | None:
    """ISO, day/month/year or YYYYMMDD; within the last 130 years and not in the future. Two-digit years are refused:
    they would make children of the old.
    """
    if match := _ISO_DATE.fullmatch(text) or _PACKED_DATE.fullmatch(text):
        year, month, day = map(int, match.groups())
    elif match := _FRENCH_DATE.fullmatch(text):
        day, month, year = map(int, match.groups())
    else:
        return None
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if today.year - _OLDEST <= year and found <= today else None


@lru_cache(maxsize=64)
def read_tier(text: str) -> Tier | None:
    """An empty cell is the administrative tier."""
    return _TIERS.get(fold(text))


@lru_cache(maxsize=64)
def read_language(text: str) -> Language | None:
    return _LANGUAGES.get(fold(text))


@lru_cache(maxsize=64)
def read_salutation(text: str) -> Salutation | None:
    return _SALUTATIONS.get(fold(text))


def read_care(text: str) -> frozenset[CareFlag] | None:
    """Several words separated by `,` `;` `|` `+` or `/`; None when one of them is not known."""
    words = [fold(word) for word in _CARE_SEPARATORS.split(text)]
    flags = [CARE_HEADERS.get(word) for word in words if word]
    return None if None in flags else frozenset(flag for flag in flags if flag)


def read_flag(text: str, flag: CareFlag, today: date) -> bool | None:
    """Yes or no; a day of death says yes."""
    folded = fold(text)
    if folded in _YES or (flag is CareFlag.DECEASED and read_date(text, today)):
        return True
    return False if folded in _NO else None


@lru_cache(maxsize=64)
def read_told_how(text: str) -> ToldHow | None:
    return _TOLD_HOW.get(fold(text))


def read_year(text: str, today: date) -> int | None:
    """The year of a day, of a month (03/2014) or alone; within the last 130 years and not in the future."""
    if found := read_date(text, today):
        return found.year
    match = _YEAR.fullmatch(text)
    year = int(match.group(1)) if match else 0
    return year if today.year - _OLDEST <= year <= today.year else None


def read_email(text: str, *, demo: bool) -> str | None:
    """The address to write to, in ASCII; None when nobody could receive it. A demo takes the reserved domains."""
    local, at, domain = text.rpartition("@")
    if not at or len(text) > _MAX_EMAIL or len(local) > _MAX_LOCAL:
        return None
    if not _PLAIN_LOCAL.fullmatch(local) and _validated(f"{local}@example.org") is None:
        return None
    checked = _domain(domain, demo)
    return f"{local}@{checked}" if checked else None


def is_reserved(email: str) -> bool:
    return bool(_RESERVED.fullmatch(email.rpartition("@")[2].lower()))


def is_typo(email: str) -> bool:
    """A domain that is nearly a great provider's, or ends on `.con`."""
    domain = email.rpartition("@")[2].lower()
    return domain in _TYPOS or domain.endswith(".con")


# Rosters repeat a few hundred domains; checking one takes longer than all the rest of a row.
@lru_cache(maxsize=4096)
def _domain(domain: str, demo: bool) -> str | None:
    if demo and is_reserved(f"a@{domain}"):
        # The validator refuses most of these by name; below another domain it judges only how they are written.
        return domain.lower() if _validated(f"a@{domain}.example.org") else None
    checked = _validated(f"a@{domain}")
    return checked.removeprefix("a@") if checked else None


def _validated(text: str) -> str | None:
    try:
        return validate_email(text, check_deliverability=False, allow_smtputf8=False).ascii_email
    except EmailNotValidError:
        return None
