"""Taking the lines of a recovery sheet from a person or a pipe."""

import sys
from getpass import getpass

from django.core.management.base import CommandError, OutputWrapper
from django.utils.translation import gettext as _

from notifier.vault.recovery.lines import TypedSheet, is_right, read_sheet


def take_sheet(stderr: OutputWrapper) -> TypedSheet:
    """The keys typed. On a terminal nothing is shown, and each wrong line is asked for again; from a pipe, every wrong
    line is named and the command ends. What was typed is never repeated, but for the tag.
    """
    sheet = read_sheet(_ask(stderr) if sys.stdin.isatty() else sys.stdin.read().splitlines())
    for problem in sheet.problems:
        if problem.code == "mistyped":
            stderr.write(_("Ligne %(number)d : une faute de frappe.") % {"number": problem.number})
        else:
            stderr.write(_("La ligne %(tag)s manque.") % {"tag": problem.tag})
    if sheet.problems or not sheet.keys:
        raise CommandError(_("Les lignes de la feuille ne sont pas toutes justes."), returncode=4)
    return sheet


def _ask(stderr: OutputWrapper) -> list[str]:
    stderr.write(_("Tapez les lignes de la feuille, une par une ; rien ne s’affiche. Une ligne vide termine."))
    lines: list[str] = []
    while text := getpass(f"{len(lines) + 1} : ").strip():
        if is_right(text):
            lines.append(text)
        else:
            stderr.write(_("Cette ligne contient une faute de frappe. Tapez-la de nouveau, étiquette comprise."))
    return lines
