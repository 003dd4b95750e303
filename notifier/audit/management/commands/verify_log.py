"""`manage.py verify_log`: reads the whole audit log and says whether anything in it was changed."""

import json
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from notifier.audit.verification import Verdict, verify_log


class Command(BaseCommand):
    help = "Verifies the audit log from its raw rows. Exit code 1 when anything does not hold."
    requires_system_checks = []  # It reports missing triggers itself, beside the rest.

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--checkpoint", type=Path, action="append", default=[], metavar="FILE",
            help="a checkpoint received earlier; may be given several times",
        )  # fmt: skip
        parser.add_argument("--key", metavar="FINGERPRINT", help="the fingerprint that one of the log's keys must have")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            older = [path.read_bytes() for path in options["checkpoint"]]
        except OSError as problem:
            raise CommandError(_("Ce fichier ne peut pas être lu : %(file)s") % {"file": problem.filename}) from None
        verdict = verify_log(older=older, key=_fingerprint(options["key"]))
        self.stdout.write(_as_json(verdict) if options["json"] else _as_text(verdict))
        if not verdict.holds:
            raise SystemExit(1)


def _fingerprint(text: str | None) -> str | None:
    """As people type it: groups of four, whatever the spaces and capitals."""
    if not text:
        return None
    digits = "".join(text.split()).lower()
    return " ".join(digits[place : place + 4] for place in range(0, len(digits), 4))


def _as_json(verdict: Verdict) -> str:
    return json.dumps({**asdict(verdict), "root": verdict.root.hex(), "holds": verdict.holds})


def _as_text(verdict: Verdict) -> str:
    lines = [
        _("%(size)d événements en place, %(waiting)d en attente.") % {"size": verdict.size, "waiting": verdict.waiting},
        _("%(count)d points de contrôle, le dernier à %(signed)d.")
        % {"count": verdict.checkpoints, "signed": verdict.signed},
        *(_("Clé du journal : %(key)s") % {"key": key} for key in verdict.keys),
        *map(str, verdict.findings),
        _("Le journal est intact.") if verdict.holds else _("Le journal n’est PAS intact."),
    ]
    return "\n".join(lines)
