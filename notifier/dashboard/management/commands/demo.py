"""`manage.py demo`: the whole job on synthetic data, served as a living demo or run to its end."""

import json
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from notifier.accounts.queries import is_demo_installation, is_set_up
from notifier.dashboard.management.demo import story
from notifier.dashboard.management.demo.catcher import Catcher
from notifier.dashboard.management.demo.serving import serve, stop_on_signals
from notifier.dashboard.management.demo.world import PASSWORD, World, accounts, build_world, find_world
from notifier.delivery.channels import open_channels

PATIENTS, PHYSICIANS, SEED = 3000, 12, 2026
# Between two answers of the demo's mail server: slow enough to watch, fast enough to end.
_PAUSE = 0.25


class Command(BaseCommand):
    help = "Shows the whole job on synthetic data: a living demo, or with --headless one run to its end."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--headless", action="store_true", help="run to the end without a web server")
        parser.add_argument("--json", action="store_true", help="print one JSON object (with --headless)")
        parser.add_argument(
            "--leave-queued", action="store_true", help="leave the sending to workers (with --headless)"
        )
        parser.add_argument("--patients", type=int, default=PATIENTS)
        parser.add_argument("--physicians", type=int, default=PHYSICIANS)
        parser.add_argument("--port", type=int, default=8000, help="of the web server")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["physicians"] < 1 or options["patients"] < options["physicians"]:
            raise CommandError("The demo wants at least one physician, and as many patients as physicians.")
        settings.HOME.mkdir(parents=True, exist_ok=True, mode=0o700)
        for database in ("default", "keys"):
            call_command("migrate", database=database, verbosity=0, interactive=False)
        if options["headless"]:
            self._run(options)
        else:
            self._serve(options)

    def _run(self, options: dict[str, Any]) -> None:
        if is_set_up():
            raise CommandError("This database is in use already: the headless demo wants an empty one.")
        begun = time.monotonic()
        world = self._build(options)
        out = settings.HOME / "out"
        with _mail(0):
            self._tell_everyone(world, send=not options["leave_queued"])
        if not options["leave_queued"]:
            for part in world.cases:
                story.print_letters(part.case, out, timezone.now())
                story.post_letters(part.case, timezone.now())
        summary = story.summary()
        result = {
            **asdict(summary),
            "seconds": round(time.monotonic() - begun, 2),
            "out": str(out),
            "database": _database_url(),
        }
        self.stdout.write(json.dumps(result) if options["json"] else _lines(result))
        if not summary.is_complete and not options["leave_queued"]:
            sys.exit(1)

    def _serve(self, options: dict[str, Any]) -> None:
        if is_set_up() and not is_demo_installation():
            raise CommandError("This database is a real one; the demo wants its own.")
        stop_on_signals()
        with _mail(0) as catcher:
            self._prepare(options)
            if catcher is not None:
                catcher.pause = _PAUSE
            serve(options["port"], announce=self._announce)

    def _prepare(self, options: dict[str, Any]) -> None:
        """Build the world and set its scene, or go on where an earlier start was stopped."""
        world = find_world(patients=options["patients"], seed=SEED) if is_set_up() else None
        if world is not None and story.is_set(world):
            return
        self.stdout.write("Préparation de la démonstration : une à trois minutes ...")
        self.stdout.flush()
        try:
            story.set_the_scene(world or self._build(options))
        except KeyboardInterrupt:
            raise CommandError("Préparation interrompue ; la même commande la reprend.", returncode=130) from None

    def _announce(self, address: str) -> None:
        people = "\n".join(f"  {email:<26} {sees}" for email, sees in accounts())
        self.stdout.write(
            f"\nNotifier tourne : {address}\n\nComptes (mot de passe : {PASSWORD}) :\n{people}\n\n"
            f"Page publique des patients : {address}/avis/\n"
            f"Courriels attrapés : {settings.HOME / 'courrier'}\n\nCtrl-C pour arrêter.\n"
        )
        self.stdout.flush()

    @staticmethod
    def _build(options: dict[str, Any]) -> World:
        return build_world(
            physicians=options["physicians"], patients=options["patients"], seed=SEED, by=story.BY, at=timezone.now()
        )

    @staticmethod
    def _tell_everyone(world: World, *, send: bool) -> None:
        for part in world.cases:
            story.take_in(part.case, part.roster, part.owner, timezone.now())
            story.decide(part.case, part.owner, timezone.now())
            story.approve(part.case, part.owner, timezone.now())
        if send:
            with open_channels() as channels:
                story.send_all(channels)


@contextmanager
def _mail(pause: float) -> Iterator[Catcher | None]:
    """The demo's own mail server, unless EMAIL_URL names another."""
    if not settings.DEMO_CATCHER:
        yield None
        return
    folder = settings.HOME / "courrier" if settings.DEMO == "serve" else None
    catcher = Catcher(settings.EMAIL_PORT, folder=folder, pause=pause)
    catcher.start()
    try:
        yield catcher
    finally:
        catcher.stop()


def _database_url() -> str:
    """The main database as other commands take it in DATABASE_URL."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        return f"sqlite:///{database['NAME']}"
    user = database["USER"] + (f":{database['PASSWORD']}" if database["PASSWORD"] else "")
    return f"postgres://{user}@{database['HOST']}:{database['PORT'] or 5432}/{database['NAME']}"


def _lines(result: dict[str, Any]) -> str:
    return "\n".join(f"{name}: {value}" for name, value in result.items())
