"""An exception's story without anyone's data: where it broke and of what kind, and its words only where they can hold
nothing but words of the program.

`ValueError("Invalid isoformat string: '1980-02-31'")`, `KeyError('Martin')`, the failing row of a database error, the
whole text inside a UnicodeDecodeError: what an exception says is often the very value that broke it.
"""

import traceback
from collections.abc import Iterator

# They speak of names in the program; ours say codes (each class says so where it stands).
_SPEAKING = (AttributeError, ImportError, NameError)
_OUR_WORDS = ("notifier.", "django.template.", "django.urls.", "django.apps.")
_DJANGO_WORDS = frozenset({"ImproperlyConfigured", "AppRegistryNotReady", "FieldError", "SynchronousOnlyOperation"})
# Their first line names a table, a column or a server; the lines below quote the statement.
_DATABASE_WORDS = frozenset({"OperationalError", "ProgrammingError"})
_LONGEST = 300


def told(error: BaseException) -> str:
    """The kind of the error, and its message where that can be shown."""
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    message = _message(error)
    return f"{name}: {message}" if message else name


def story(error: BaseException) -> str:
    """The traceback with the errors it came from, the first one first; lines of the program, never values."""
    parts = []
    for link, words in _chain(error):
        frames = "".join(traceback.format_tb(link.__traceback__))
        parts.append(f"{words}Traceback (most recent call last):\n{frames}{told(link)}\n")
    return "".join(parts)


def _message(error: BaseException) -> str:
    module, name = type(error).__module__, type(error).__name__
    if isinstance(error, OSError):
        # Without the file's name: it may be a person's.
        return error.strerror or ""
    if isinstance(error, UnicodeError):
        return ""
    if isinstance(error, _SPEAKING) or module.startswith(_OUR_WORDS):
        return str(error)
    if module.startswith("django.") and name in _DJANGO_WORDS:
        return str(error)
    if module == "django.db.utils" and name in _DATABASE_WORDS:
        return str(error).partition("\n")[0][:_LONGEST]
    return ""


def _chain(error: BaseException) -> Iterator[tuple[BaseException, str]]:
    links: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in links:
        links.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    for place, found in enumerate(reversed(links)):
        yield found, "\nAnd from that, or while that was dealt with:\n\n" if place else ""
