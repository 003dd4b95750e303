"""`manage.py resolve`: shows and settles what is in doubt."""

import json
import sys
import zlib
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from io import BufferedReader, RawIOBase
from itertools import chain
from pathlib import Path
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.delivery.choices import Way
from notifier.delivery.dispatch.doubts import Found, Settled, look, settle_doubts
from notifier.delivery.dispatch.repeats import AtProvider, settle_at_provider
from notifier.delivery.queries.doubts import doubtful
from notifier.post.postfix_log import Record, moment, open_log, read_records

_BY = Actor("command", "resolve")
# What is left needs a person.
ASKS = 3


class Command(BaseCommand):
    help = (
        "Shows what is in doubt and settles it: by the relay's own log or the provider's record, by a repeat where the "
        "provider promises that it arrives once, and by a letter where the approved period is over. Exits 0 when "
        "nothing is left in doubt, 3 when a person must say what happened, 1 when it cannot run."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--case", type=UUID, help="only this case")
        parser.add_argument(
            "--postfix-log",
            action="append",
            default=[],
            metavar="FILE",
            help="the relay's log, plain or gzip, - for standard input; several times for rotated files",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be settled and change nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        case: UUID | None = options["case"]
        if case and not Case.objects.filter(pk=case).exists():
            raise CommandError(_("Aucun dossier ne porte cet identifiant."))
        now = timezone.now()
        at_provider = AtProvider()
        if not options["dry_run"]:
            at_provider = settle_at_provider(case, clock=timezone.now, by=_BY)
        records = self._records(options["postfix_log"], case, now)
        found = look(case, records, provider=settings.MAIL_PROVIDER, at=now)
        settled = Settled() if options["dry_run"] else settle_doubts(found, case, by=_BY, at=now)
        settled.by_record += at_provider.by_record
        settled.by_repeat = at_provider.by_repeat
        left = sum(1 for _one in doubtful(case))
        if options["json"]:
            self.stdout.write(json.dumps(_report(found, settled, left, dry_run=options["dry_run"])))
        else:
            self._say(found, settled, left, dry_run=options["dry_run"])
        if left:
            sys.exit(ASKS)

    def _records(self, names: list[str], case: UUID | None, now: datetime) -> dict[str, Record]:
        wanted = {one.message_id for one in doubtful(case) if one.message_id}
        if not wanted or not names:
            return {}
        zone = timezone.get_current_timezone()
        with ExitStack() as open_files:
            logs = [self._open(name, open_files) for name in names]
            try:
                # Rotated files come in any order: the older first, for a queue id is named before it is spoken of.
                heads = [(next(log, ""), log) for log in logs]
                heads.sort(key=lambda one: moment(one[0], now=now, zone=zone) or now)
                lines = chain.from_iterable(chain([head], log) for head, log in heads)
                return read_records(lines, wanted, now=now, zone=zone)
            except (OSError, EOFError, zlib.error):
                # Which file it was is known to whoever gave it; its lines name people.
                raise CommandError(_("Le journal du relais est illisible ou incomplet : rien n’est changé.")) from None

    @staticmethod
    def _open(name: str, open_files: ExitStack) -> Iterator[str]:
        try:
            source = sys.stdin.buffer if name == "-" else Path(name).open("rb")  # noqa: SIM115 - entered below
        except OSError:
            raise CommandError(_("Le journal du relais ne peut pas être ouvert : %(name)s") % {"name": name}) from None
        if name != "-":
            open_files.enter_context(source)
        return open_log(BufferedReader(cast("RawIOBase", source)))

    def _say(self, found: list[Found], settled: Settled, left: int, *, dry_run: bool) -> None:
        for one in found:
            fate = one.record.fate if one.record else "-"
            self.stdout.write(f"{one.doubtful.notice} {one.doubtful.since.isoformat()} {fate} {one.way}")
        if dry_run:
            self.stdout.write(_("Essai à blanc : rien n’est changé."))
        for state, count in sorted((settled.by_record + settled.by_letter).items()):
            self.stdout.write(f"{state}: {count}")
        self.stdout.write(_("Encore en doute : %(n)d.") % {"n": left})


def _report(found: list[Found], settled: Settled, left: int, *, dry_run: bool) -> dict[str, object]:
    return {
        "dry_run": dry_run,
        "in_doubt": len(found),
        "settled": {
            "by_repeat": settled.by_repeat,
            "by_record": {state.value: count for state, count in settled.by_record.items()},
            "by_letter": {state.value: count for state, count in settled.by_letter.items()},
        },
        "left": left,
        "ways": dict(Counter(one.way.value for one in found)),
        "needs_a_person": sum(1 for one in found if one.way is Way.PERSON),
        "notices": [_line(one) for one in found],
    }


def _line(one: Found) -> dict[str, object]:
    doubt, record = one.doubtful, one.record
    return {
        "notice": str(doubt.notice),
        "case": str(doubt.case),
        "channel": doubt.channel,
        "message_id": doubt.message_id,
        "started_at": doubt.started_at.isoformat() if doubt.started_at else None,
        "since": doubt.since.isoformat(),
        "known": doubt.code,
        "relay": record.fate.value if record else None,
        "relay_code": record.code if record else "",
        "way": one.way.value,
        "letter_at": doubt.letter_at.isoformat(),
    }
