"""`keys check`: does every data key open? With --rehearse, with nothing but what stands on paper."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, OutputWrapper
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifier.audit.actors import Actor
from notifier.lib.keyring import read_keyring
from notifier.vault import masters
from notifier.vault.actions import note_rehearsal
from notifier.vault.checking import NotAKeyStore, StoreFindings, check_rows, check_store, keys_of_copy, stored_keys
from notifier.vault.management.typist import take_sheet
from notifier.vault.recovery.escrow import is_escrow_confirmed, set_fingerprint
from notifier.vault.recovery.lines import Kind
from notifier.vault.witnesses import witnesses

UNREADABLE, NOT_CONFIRMED = 2, 3


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument("--rehearse", action="store_true", help="try a restore with the lines of the sheet, typed here")
    parser.add_argument("--keystore", type=Path, metavar="PATH", help="with --rehearse: a restored SQLite copy")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(options: Mapping[str, Any], stdout: OutputWrapper, stderr: OutputWrapper) -> None:
    """Exit code 0 when all is well, 2 when something does not open, 3 when only the escrow is not confirmed, 4 when a
    line of the sheet was mistyped.
    """
    if options["keystore"] and not options["rehearse"]:
        raise CommandError(_("--keystore va avec --rehearse."))
    result = _rehearse(options["keystore"], stderr) if options["rehearse"] else _check()
    if options["json"]:
        stdout.write(json.dumps(result))
    else:
        for line in _rehearsed(result) if options["rehearse"] else _checked(result):
            stdout.write(line)
    if code := _exit_code(result):
        sys.exit(code)


def _check() -> dict[str, Any]:
    keys = masters.configured()
    store = check_store(stored_keys(), keys)
    name, _key = masters.current()
    return {
        **_store(store),
        "masters": [
            {
                "id": one,
                "fingerprint": masters.fingerprint(key),
                "keys": store.by_master.get(one, 0),
                "may_be_removed": one != name and not store.by_master.get(one, 0),
            }
            for one, key in keys.items()
        ],
        "log_keys": {one: masters.fingerprint(key) for one, key in read_keyring(settings.LOG_KEYS).items()},
        "fingerprint": set_fingerprint(keys),
        "escrow": "confirmed" if is_escrow_confirmed() else "not_confirmed",
    }


def _rehearse(copy: Path | None, stderr: OutputWrapper) -> dict[str, Any]:
    try:
        keys = keys_of_copy(copy) if copy else stored_keys()
    except NotAKeyStore:
        raise CommandError(_("Ce fichier n’est pas un magasin de clés lisible.")) from None
    typed = take_sheet(stderr).of(Kind.MASTER)
    store, rows = check_store(keys, typed), check_rows(keys, typed, witnesses())
    by, at = Actor("command", "keys"), timezone.now()
    note_rehearsal(typed=typed, store=store, rows=rows, of_copy=copy is not None, by=by, at=at)
    return {
        **_store(store),
        "rows_opened": rows.opened,
        "rows_unreadable": rows.unreadable,
        "rows_without_key": rows.without_key,
    }


def _store(store: StoreFindings) -> dict[str, Any]:
    return {"keys": store.total, "unreadable": [str(scope) for scope in store.unreadable]}


def _exit_code(result: Mapping[str, Any]) -> int:
    if result["unreadable"] or result.get("rows_unreadable"):
        return UNREADABLE
    return NOT_CONFIRMED if result.get("escrow") == "not_confirmed" else 0


def _checked(result: Mapping[str, Any]) -> Iterator[str]:
    yield from _opened(result)
    for one in result["masters"]:
        sentence = ngettext(
            "Clé maîtresse %(id)s (empreinte %(fingerprint)s) : %(keys)d clé de dossier.",
            "Clé maîtresse %(id)s (empreinte %(fingerprint)s) : %(keys)d clés de dossier.",
            one["keys"],
        )
        yield sentence % one
        if one["may_be_removed"]:
            yield _("La clé %(name)s ne sert plus : vous pouvez la retirer de la configuration.") % {"name": one["id"]}
    for name, digits in result["log_keys"].items():
        yield _("Clé du journal %(name)s (empreinte %(digits)s).") % {"name": name, "digits": digits}
    if result["escrow"] == "confirmed":
        yield _("La feuille de secours de ces clés est confirmée.")
    else:
        yield _("Personne n’a confirmé détenir la feuille de secours de ces clés : keys escrow.")


def _rehearsed(result: Mapping[str, Any]) -> Iterator[str]:
    yield from _opened(result)
    opened = result["rows_opened"]
    yield ngettext("%(n)d dossier essayé et lu.", "%(n)d dossiers essayés et lus.", opened) % {"n": opened}
    if unreadable := result["rows_unreadable"]:
        yield _("Dossiers illisibles : %(n)d.") % {"n": unreadable}
    if without := result["rows_without_key"]:
        yield _("Dossiers sans clé dans ce magasin, effacés ou plus récents que la copie : %(n)d.") % {"n": without}


def _opened(result: Mapping[str, Any]) -> Iterator[str]:
    good = result["keys"] - len(result["unreadable"])
    yield _("Clés de dossier ouvertes : %(good)d sur %(total)d.") % {"good": good, "total": result["keys"]}
    for scope in result["unreadable"]:
        yield _("Ne s’ouvre pas : %(scope)s") % {"scope": scope}
