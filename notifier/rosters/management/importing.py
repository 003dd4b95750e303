"""What the two import commands share: their options, their reading of the file, their answer."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import CommandError, OutputWrapper
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from notifier.accounts.models import User
from notifier.audit.actors import Actor, user_actor
from notifier.breaches.policies import CaseNotOpen
from notifier.rosters.policies import AgreementMissing, RealRosterRefused
from notifier.rosters.queries import explain, explain_reason
from notifier.rosters.rules.examination import Examination
from notifier.rosters.rules.problems import ASK_CODES

EXIT_CODES = {"accept": 0, "refuse": 2, "ask": 3}


def add_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the list, as delimited text")
    parser.add_argument("--dry-run", action="store_true", help="examine the file and write nothing")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument(
        "--confirm", nargs="+", action="extend", default=[], choices=ASK_CODES, metavar="CODE",
        help="agree to what the verdict `ask` names",
    )  # fmt: skip
    parser.add_argument("--by", metavar="EMAIL", help="the person who imports; needed outside a demo")


def read_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        # The name may hold a patient's.
        raise CommandError(_("Le fichier ne peut pas être lu.")) from None


def find_user(email: str | None) -> User | None:
    if email is None:
        return None
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    if user is None:
        raise CommandError(_("Aucun compte actif ne porte cette adresse."))
    return user


def actor(user: User | None, command: str) -> Actor:
    return user_actor(user.pk) if user else Actor("command", command)


@contextmanager
def refusals_in_words() -> Iterator[None]:
    """A real roster that may not be taken here, or a case that takes none, ends the command with its sentence."""
    try:
        yield
    except (RealRosterRefused, AgreementMissing, CaseNotOpen) as refusal:
        raise CommandError(explain_reason(refusal.code)) from None


def answer(examination: Examination, stdout: OutputWrapper, *, as_json: bool) -> int:
    """Print the examination; returns the exit code: 0 accept, 2 refuse, 3 ask."""
    if as_json:
        stdout.write(json.dumps(examination.as_json()))
    else:
        for line in _in_words(examination):
            stdout.write(line)
    return EXIT_CODES[examination.verdict]


def _in_words(examination: Examination) -> Iterator[str]:
    verdicts = {
        "accept": _("Le fichier est accepté."),
        "refuse": _("Le fichier est refusé."),
        "ask": _("Le fichier demande votre confirmation (--confirm %(codes)s).")
        % {"codes": " ".join(examination.asks)},
    }
    yield verdicts[examination.verdict]
    if examination.reason:
        yield explain_reason(examination.reason)
    yield _("%(total)d lignes : %(good)d bonnes, %(refused)d refusées, %(duplicate)d en double.") % {
        "total": examination.total,
        "good": examination.good,
        "refused": examination.refused,
        "duplicate": examination.duplicate,
    }
    yield from map(explain, examination.problems)
    hidden = sum(examination.counts.values()) - len(examination.problems)
    if hidden:
        yield ngettext("Et %(count)d autre remarque.", "Et %(count)d autres remarques.", hidden) % {"count": hidden}
