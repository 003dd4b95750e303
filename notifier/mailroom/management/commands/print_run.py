"""`manage.py print_run`: bundles a case's letters for a printer, or for one's own."""

import json
import os
import secrets
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Any, BinaryIO
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.mailroom.actions import NothingToPrint, print_to
from notifier.mailroom.models import PrintRun
from notifier.mailroom.queries import sheets
from notifier.mailroom.rules import Sheet, file_name, is_recipient, manifest_csv, manifest_json
from notifier.press.bundle import encrypt

_BY = Actor("command", "print_run")


class Command(BaseCommand):
    help = "Bundles the letters of a case that are ready: a print-ready PDF and its manifest."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--case", type=UUID, required=True)
        way = parser.add_mutually_exclusive_group(required=True)
        way.add_argument("--to", metavar="RECIPIENT", help="code word of the printer; the PDF is encrypted (AES-256)")
        way.add_argument("--plain", action="store_true", help="in clear, for your own printer; leaves an event")
        parser.add_argument("--out", type=Path, required=True, metavar="DIR")
        parser.add_argument("--simplex", action="store_true", help="printed on one side only")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        recipient: str | None = options["to"]
        if recipient is not None and not is_recipient(recipient):
            raise CommandError(_("--to veut un mot de code : lettres minuscules, chiffres et tirets."))
        case = Case.objects.filter(pk=options["case"]).first()
        if case is None:
            raise CommandError(_("Aucun dossier ne porte cet identifiant."))
        out: Path = options["out"]
        out.mkdir(parents=True, exist_ok=True, mode=0o700)
        if any(out.iterdir()):
            raise CommandError(_("Le dossier de sortie n’est pas vide : rien n’est écrasé."))
        password = secrets.token_urlsafe(18) if recipient else ""

        duplex, now = not options["simplex"], timezone.now()
        try:
            # It has no name, so that nothing of it lies open in the folder, even for a moment.
            with TemporaryFile(dir=out) as pdf:
                keep = partial(_write, out, pdf, password)
                run = print_to(case=case, duplex=duplex, recipient=recipient, into=pdf, keep=keep, by=_BY, at=now)
        except NothingToPrint:
            raise CommandError(_("Aucune lettre de ce dossier n’attend d’être imprimée.")) from None
        except OSError:
            raise CommandError(
                _("Le tirage n’a pas pu être écrit. Ses lettres attendent toujours d’être imprimées.")
            ) from None
        self._tell(run, password, options)

    def _tell(self, run: PrintRun, password: str, options: dict[str, Any]) -> None:
        result = {"run": run.number, "letters": run.letters, "pages": run.pages, "file": file_name(run.number)}
        if options["json"]:
            self.stdout.write(json.dumps(result))
        else:
            self.stdout.write(_("Tirage %(run)d : %(letters)d lettres, %(pages)d pages.") % result)
        if password:
            # Said once and kept nowhere.
            self.stderr.write(_("Mot de passe du PDF, à transmettre par un autre chemin : %s") % password)


def _write(out: Path, pdf: BinaryIO, password: str, run: PrintRun) -> None:
    """The bundle, under the password where there is one, and its manifests, on the disk when this returns; what was
    written is taken away when it fails.
    """
    kinds = {
        "pdf": partial(_copy, pdf, password),
        "csv": partial(_list, manifest_csv),
        "json": partial(_list, manifest_json),
    }
    try:
        for kind, write in kinds.items():
            descriptor = os.open(out / file_name(run.number, kind), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(descriptor, "wb") as file:
                write(run, file)
                file.flush()
                os.fsync(file.fileno())
    except OSError:
        for kind in kinds:
            (out / file_name(run.number, kind)).unlink(missing_ok=True)
        raise


def _copy(pdf: BinaryIO, password: str, _run: PrintRun, file: BinaryIO) -> None:
    pdf.seek(0)
    if password:
        encrypt(pdf, file, password)
    else:
        copyfileobj(pdf, file)


def _list(manifest: Callable[[Iterable[Sheet]], Iterator[str]], run: PrintRun, file: BinaryIO) -> None:
    for line in manifest(sheets(run)):
        file.write(line.encode())
