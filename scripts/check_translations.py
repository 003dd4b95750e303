"""Every French sentence of pages and messages has its English, and the French ones that count have both their forms.

Compares the sources with locale/en and locale/fr, and looks at the spaces of the French.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale/en/LC_MESSAGES/django.po"
FRENCH = ROOT / "locale/fr/LC_MESSAGES/django.po"


def main() -> int:
    """Extract anew into a copy of the catalogue, merge, and look for what is empty or only guessed."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in ("notifier", "templates", "manage.py"):
            (copy / name).symlink_to(ROOT / name)
        target = copy / "locale/en/LC_MESSAGES/django.po"
        target.parent.mkdir(parents=True)
        if CATALOGUE.exists():
            target.write_bytes(CATALOGUE.read_bytes())
        subprocess.run(
            [
                sys.executable,
                "-m",
                "django",
                "makemessages",
                "-l",
                "en",
                "--no-location",
                "--no-obsolete",
                "--symlinks",
            ],
            cwd=copy,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        extracted = target.read_text()
    lacking = missing(extracted)
    for message in lacking:
        print(f"no English for: {message}")
    uncounted = sorted(plurals(extracted) - plurals(FRENCH.read_text()))
    for message in uncounted:
        print(f"no French plural for: {message}")
    loose = loose_spaces(extracted)
    for message in loose:
        print(f"a line may break before its punctuation, or its apostrophe is straight: {message}")
    return 1 if lacking or uncounted or loose else 0


def loose_spaces(catalogue: str) -> list[str]:
    """French sentences with a plain space where no line may break (notifier.lib.typography), or a typewriter's `'`."""
    sentences = [
        _joined(entry, name) for entry in re.split(r"\n\n+", catalogue)[1:] for name in ("msgid", "msgid_plural")
    ]
    return [sentence for sentence in sentences if re.search(r"\S [:;?!»]|« |[^\W\d_]'[^\W\d_]", sentence)]


def plurals(catalogue: str) -> set[str]:
    """The message ids that have a plural."""
    return {_joined(entry, "msgid") for entry in re.split(r"\n\n+", catalogue) if "\nmsgid_plural " in entry}


def missing(catalogue: str) -> list[str]:
    """The message ids whose translation is empty or marked fuzzy."""
    lacking = []
    for entry in re.split(r"\n\n+", catalogue)[1:]:
        if entry.startswith("#~"):
            continue
        message = _joined(entry, "msgid")
        answers = [_joined(entry, name) for name in re.findall(r"^(msgstr(?:\[\d\])?) ", entry, re.MULTILINE)]
        if message and ("#, fuzzy" in entry or not all(answers)):
            lacking.append(message)
    return lacking


def _joined(entry: str, name: str) -> str:
    found = re.search(rf'^{re.escape(name)} ((?:".*"\n?)+)', entry, re.MULTILINE)
    return "".join(re.findall(r'"(.*)"', found.group(1))) if found else ""


if __name__ == "__main__":
    sys.exit(main())
