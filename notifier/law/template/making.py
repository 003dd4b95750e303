"""Short ways to write the rows of the template down."""

from notifier.law.template.shapes import Condition, Field, Kind, Option, When
from notifier.law.words import Words

Pair = tuple[str, str]


def when(row: int, codes: str) -> When:
    """The row holds one of these one-letter codes."""
    return When(row, frozenset(codes))


def always(row: int, kind: Kind, label: Pair, article: str = "", options: tuple[Option, ...] = (),
           spills_into: int | None = None) -> Field:  # fmt: skip
    """A row every notification fills."""
    return Field(row, kind, Words(*label), article, is_mandatory=True, options=options, spills_into=spills_into)


def asked(row: int, kind: Kind, label: Pair, article: str, shown: Condition, options: tuple[Option, ...] = (),
          *, spills_into: int | None = None, is_mandatory: bool = False, is_needed: bool = True) -> Field:  # fmt: skip
    """A row asked, and then needed, under a condition. The template marks some of these as mandatory all the same."""
    return Field(row, kind, Words(*label), article, is_mandatory, shown, is_needed, options, spills_into)


def free(row: int, kind: Kind, label: Pair, article: str = "", options: tuple[Option, ...] = (),
         *, shown: Condition | None = None, spills_into: int | None = None) -> Field:  # fmt: skip
    """A row nobody has to fill."""
    return Field(row, kind, Words(*label), article, shown=shown, options=options, spills_into=spills_into)


def options(*pairs: Pair, provisional: str = "") -> tuple[Option, ...]:
    """Options lettered from a on; those whose letters are in `provisional` stand only in an incomplete notification."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    return tuple(
        Option(letter, Words(*pair), letter in provisional) for letter, pair in zip(letters, pairs, strict=False)
    )


YES_NO = options(("oui", "yes"), ("non", "no"))
YES_NO_UNKNOWN = options(("oui", "yes"), ("non", "no"), ("inconnu", "unknown"))
HOW_MANY = options(
    ("nombre exact", "exact number"),
    ("nombre approximatif", "approximate number"),
    ("ne peut être déterminé", "cannot be determined"),
    ("à déterminer", "to be determined"),
    provisional="d",
)
