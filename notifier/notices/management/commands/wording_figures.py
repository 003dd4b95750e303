"""How easily the ready-made texts read."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from notifier.notices.rules.readability import Row, rows

_HEAD = ("form", "language", "tier", "for", "words", "page", "sentences", "mean", "longest", "score")


class Command(BaseCommand):
    """A table for people, or one JSON object a text."""

    help = "Prints the readability figures of every ready-made text: words, sentences, longest sentence, Flesch score."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON list instead of a table")

    def handle(self, *_args: Any, **options: Any) -> None:
        found = [_values(row) for row in rows()]
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
            return
        lines = [_HEAD, *(tuple(str(value) for value in values.values()) for values in found)]
        widths = [max(len(line[place]) for line in lines) for place in range(len(_HEAD))]
        for line in lines:
            self.stdout.write("  ".join(word.ljust(width) for word, width in zip(line, widths, strict=True)).rstrip())


def _values(row: Row) -> dict[str, str | int | float]:
    return {
        "form": row.form,
        "language": row.language,
        "tier": row.tier or "-",
        "audience": row.audience or "-",
        "words": row.figures.words,
        "page": row.shown,
        "sentences": row.figures.sentences,
        "mean": row.figures.mean,
        "longest": row.figures.longest_words,
        "score": row.figures.score,
    }
