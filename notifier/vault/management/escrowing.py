"""`keys escrow`: the recovery sheet, and the word of the person who holds it."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, OutputWrapper
from django.utils import timezone
from django.utils.translation import gettext as _

from notifier.audit.actors import Actor
from notifier.lib.keyring import read_keyring
from notifier.vault import masters
from notifier.vault.actions import WrongCode, confirm_escrow
from notifier.vault.keyfiles import write_secret
from notifier.vault.recovery.escrow import set_fingerprint
from notifier.vault.recovery.lines import Kind, SheetKey
from notifier.vault.recovery.sheet import recovery_sheet


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, metavar="FILE.pdf", help="where to put the sheet; default: the data folder")
    parser.add_argument("--confirm", metavar="CODE", help="say that you hold the printed sheet: its code")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(options: Mapping[str, Any], stdout: OutputWrapper, stderr: OutputWrapper) -> None:
    """Either act ends with the fingerprint of the set of master keys; the code stands on paper only."""
    result = _confirm(options["confirm"]) if options["confirm"] else _print(options["out"])
    if options["json"]:
        stdout.write(json.dumps(result))
    elif options["confirm"]:
        stdout.write(_("C’est noté : la feuille de secours est entre vos mains."))
    else:
        stdout.write(_("Feuille de secours : %(file)s") % result)
        stdout.write(_("Imprimez-la, détruisez le fichier, puis tapez le code qu’elle porte : keys escrow --confirm"))


def _confirm(code: str) -> dict[str, Any]:
    try:
        confirm_escrow(code=code, by=Actor("command", "keys"), at=timezone.now())
    except WrongCode:
        raise CommandError(
            _("Ce n’est pas le code des clés en service. La feuille est peut-être ancienne : faites-en une nouvelle.")
        ) from None
    return {"escrow": "confirmed", "fingerprint": set_fingerprint(masters.configured())}


def _print(out: Path | None) -> dict[str, Any]:
    path = out or settings.HOME / "recovery-sheet.pdf"
    keys = [SheetKey(Kind.MASTER, name, key) for name, key in masters.configured().items()]
    keys += [SheetKey(Kind.LOG, name, seed) for name, seed in read_keyring(settings.LOG_KEYS).items()]
    try:
        write_secret(path, recovery_sheet(keys, at=timezone.now()))
    except FileExistsError:
        raise CommandError(_("Il y a déjà un fichier %(file)s.") % {"file": path}) from None
    return {"file": str(path), "fingerprint": set_fingerprint(masters.configured())}
