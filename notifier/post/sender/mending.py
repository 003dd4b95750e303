"""The SPF record to publish: what stands, with what it lacks and without what is wrong in it."""

from collections.abc import Iterable
from ipaddress import ip_address

_ENDS = frozenset({"-all", "~all"})


def mended(standing: Iterable[str], wanted: Iterable[str], *, without: str = "") -> str:
    """All terms of the records that stand but `without`, each once; then those for the `wanted` addresses and domains;
    and an end that refuses everybody else.
    """
    words = [word for record in standing for word in record.split(" ")[1:] if word and word != without]
    kept = [word for word in words if not _is_end(word)]
    ends = [word for word in words if word.lower() in _ENDS or word.lower().startswith("redirect=")]
    terms = dict.fromkeys([*kept, *(_term(one) for one in wanted)])
    return " ".join(["v=spf1", *terms, *(ends[:1] or ["~all"])])


def _is_end(word: str) -> bool:
    return word.lower().lstrip("+-~?") == "all" or word.lower().startswith("redirect=")


def _term(one: str) -> str:
    try:
        return f"ip{ip_address(one).version}:{one}"
    except ValueError:
        return f"include:{one}"
