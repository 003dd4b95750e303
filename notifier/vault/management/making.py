"""`keys init`: the key files of a new installation, new keys or those of a recovery sheet."""

import json
import os
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, OutputWrapper
from django.db import DatabaseError
from django.utils.translation import gettext as _

from notifier.vault.keyfiles import KEY_FILES, KeyFile, new_key, to_text, write_secret
from notifier.vault.management.typist import take_sheet
from notifier.vault.masters import fingerprint, is_id
from notifier.vault.recovery.lines import Kind
from notifier.vault.rewrapping import keys_by_master


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--home", type=Path, help="the folder of the files; default: the data folder")
    parser.add_argument("--id", metavar="ID", type=_an_id, help="of a further master key, to rotate to; default: m1")
    parser.add_argument("--from-sheet", action="store_true", help="take the keys from a recovery sheet, typed here")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def _an_id(text: str) -> str:
    if not is_id(text):
        raise ArgumentTypeError("an id has at most 40 letters, digits, dots and dashes")
    return text


def run(options: Mapping[str, Any], stdout: OutputWrapper, stderr: OutputWrapper) -> None:
    """Make each file that is not there; prints ids, fingerprints and places, never a key."""
    home, environ = options["home"] or settings.HOME, {} if options["home"] else os.environ
    wanted = {file: place for file in KEY_FILES if (place := file.place(home, environ)) and not place.exists()}
    if not wanted:
        raise CommandError(_("Toutes les clés existent déjà. Rien n’a été fait."))
    if not options["from_sheet"] and (count := _orphans(wanted, options["id"])):
        raise CommandError(
            _("Le magasin contient %(count)d clés de dossier, et leur clé maîtresse manque. Une nouvelle clé ne les "
              "ouvrirait pas : reprenez celle de la feuille de secours (keys init --from-sheet).") % {"count": count}
        )  # fmt: skip
    keys = _from_sheet(wanted, stderr) if options["from_sheet"] else _new(wanted, options["id"])
    made = [_make(file, wanted[file], keys[file]) for file in wanted if keys[file]]
    _tell(made, stdout, as_json=options["json"])


def _new(wanted: Mapping[KeyFile, Path], master_id: str | None) -> dict[KeyFile, dict[str, bytes]]:
    named = {file: master_id if master_id and file.kind is Kind.MASTER else file.first_id for file in wanted}
    return {file: {name: new_key()} for file, name in named.items()}


def _orphans(wanted: Mapping[KeyFile, Path], master_id: str | None) -> int:
    """How many data keys the new master key would be taken for the master of: all, unless it comes under an id of its
    own beside theirs.
    """
    if not any(file.kind is Kind.MASTER for file in wanted):
        return 0
    try:
        counts = keys_by_master()
        return counts[master_id] if master_id else counts.total()
    except DatabaseError:
        # Not migrated yet, or not there: nothing was ever wrapped.
        return 0


def _from_sheet(wanted: Mapping[KeyFile, Path], stderr: OutputWrapper) -> dict[KeyFile, dict[str, bytes]]:
    sheet = take_sheet(stderr)
    return {file: sheet.of(file.kind) for file in wanted}


def _make(file: KeyFile, path: Path, keys: Mapping[str, bytes]) -> dict[str, Any]:
    try:
        write_secret(path, to_text(keys).encode() + b"\n")
    except OSError as problem:
        raise CommandError(
            _("Le fichier %(path)s ne peut pas être créé : %(why)s.") % {"path": path, "why": problem.strerror}
        ) from None
    fingerprints = {name: fingerprint(key) for name, key in keys.items()}
    return {"setting": file.variable, "file": str(path), "keys": fingerprints}


def _tell(made: list[dict[str, Any]], stdout: OutputWrapper, *, as_json: bool) -> None:
    if as_json:
        stdout.write(json.dumps({"made": made}))
        return
    for one in made:
        for name, digits in one["keys"].items():
            stdout.write(
                _("%(setting)s : clé %(name)s dans %(file)s, empreinte %(digits)s")
                % {"setting": one["setting"], "name": name, "file": one["file"], "digits": digits}
            )
    stdout.write(_("Faites maintenant la feuille de secours : manage.py keys escrow"))
