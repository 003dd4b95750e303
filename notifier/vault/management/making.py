"""`keys init`: the key files of a new installation, new keys or those of a recovery sheet."""

import json
import os
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, OutputWrapper
from django.db import DatabaseError
from django.utils.translation import gettext as _

from notifier.vault.keyfiles import KEY_FILES, KeyFile, new_key, to_text, write_secret
from notifier.vault.management.typist import take_sheet
from notifier.vault.masters import fingerprint
from notifier.vault.rewrapping import keys_by_master


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--home", type=Path, help="the folder of the files; default: the data folder")
    parser.add_argument("--from-sheet", action="store_true", help="take the keys from a recovery sheet, typed here")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(options: Mapping[str, Any], stdout: OutputWrapper, stderr: OutputWrapper) -> None:
    """Make each file that is not there; prints ids, fingerprints and places, never a key."""
    home, environ = options["home"] or settings.HOME, {} if options["home"] else os.environ
    wanted = {file: place for file in KEY_FILES if (place := file.place(home, environ)) and not place.exists()}
    if not wanted:
        raise CommandError(_("Toutes les clés existent déjà. Rien n’a été fait."))
    if not options["from_sheet"] and (count := _orphans(wanted)):
        raise CommandError(
            _("Le magasin contient %(count)d clés de dossier, et leur clé maîtresse manque. Une nouvelle clé ne les "
              "ouvrirait pas : reprenez celle de la feuille de secours (keys init --from-sheet).") % {"count": count}
        )  # fmt: skip
    keys = _from_sheet(wanted, stderr) if options["from_sheet"] else {f: {f.first_id: new_key()} for f in wanted}
    made = [_make(file, wanted[file], keys[file]) for file in wanted if keys[file]]
    _tell(made, stdout, as_json=options["json"])


def _orphans(wanted: Mapping[KeyFile, Path]) -> int:
    """How many data keys wait for a master key, where it is master keys that would be made."""
    if not any(file.variable == "NOTIFIER_MASTER_KEYS" for file in wanted):
        return 0
    try:
        return keys_by_master().total()
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
            _("Le fichier %(path)s ne peut pas être créé : %(why)s.") % {"path": path, "why": problem.strerror}
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
                _("%(setting)s : clé %(name)s dans %(file)s, empreinte %(digits)s")
                % {"setting": one["setting"], "name": name, "file": one["file"], "digits": digits}
            )
    stdout.write(_("Faites maintenant la feuille de secours : manage.py keys escrow"))
