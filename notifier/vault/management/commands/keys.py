"""`manage.py keys init | escrow | check`: making the secret keys, putting them on paper, and trying them."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from notifier.vault.management import checking, escrowing, making


class Command(BaseCommand):
    help = "Makes the secret keys (init), puts them on a sheet to print (escrow), tries them (check)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        what = parser.add_subparsers(dest="what", required=True, metavar="init|escrow|check")
        making.add_options(what.add_parser("init", help="make the key files that are not there yet"))
        escrowing.add_options(what.add_parser("escrow", help="make the recovery sheet, or confirm that you hold it"))
        checking.add_options(what.add_parser("check", help="does every data key open? rehearse a restore"))

    def handle(self, *args: Any, **options: Any) -> None:
        room = {"init": making, "escrow": escrowing, "check": checking}[options["what"]]
        room.run(options, self.stdout, self.stderr)
