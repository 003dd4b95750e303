"""report.pdf: what a person reads of an evidence file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from notifier.dossiers import verify
from notifier.dossiers.rendering import words
from notifier.dossiers.rendering.reasons import reasons_told
from notifier.dossiers.rendering.sentences import in_words, lines, sentence
from notifier.dossiers.rendering.texts import letter_text, message_text
from notifier.dossiers.rendering.words import word
from notifier.dossiers.rules.material import Material, Worded
from notifier.law.ledger import AwarenessKind
from notifier.lib.dates import day_in_words, period_in_words
from notifier.notices.choices import Channel
from notifier.press.report import CSS, compose_report
from notifier.rosters.choices import Language


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table: what, how many."""

    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the story."""

    time: str
    who: str
    text: str


@dataclass(frozen=True, slots=True)
class Said:
    """An approved text as one of its letters has it."""

    title: str
    html: SafeString


def report_pdf(material: Material) -> bytes:
    """In the material's language; equal for equal material."""
    with translation.override(material.language):
        return compose_report(render_to_string("dossiers/report.html", _context(material)))


def _context(material: Material) -> dict[str, Any]:
    counts, declared = material.story.counts(), material.declared
    checkpoint = material.checkpoint
    return {
        "css": mark_safe(CSS),  # noqa: S308 - our own constant
        "language": material.language,
        "is_whole": material.scope.is_whole,
        "reference": material.scope.reference,
        "controller": declared["controller"],
        "breach": declared["breach"],
        "made": in_words(material.made_at, material.language),
        "facts": list(_facts(material)),
        "counts": counts,
        "states": _rows(counts["by_state"], words.STATES),
        "held": _rows(counts["held_at_approval"], words.HELD),
        "held_since": _rows(counts["held_since"], words.HELD),
        "withdrawn": _rows(counts["withdrawn_by_code"], words.WITHDRAWN),
        "failed": _rows(counts["failed_by_code"], words.FAILED),
        "follow_ups": _follow_ups(counts),
        "days": _days(material),
        "reasons": reasons_told(material),
        "wordings": [_wording(material, worded) for worded in material.wordings],
        "sent": len(material.sent),
        "fingerprint": material.keys[-1].fingerprint,
        "origin": checkpoint.text.origin,
        "size": checkpoint.text.size,
        "events": len(material.events),
        "earlier": len(material.earlier),
        "stamps": len(material.stamps),
        "checkpoint": checkpoint.note.decode(),
    }


def _facts(material: Material) -> Iterable[tuple[str, str]]:
    """What the file declares and what the events say of the case itself, term by term."""
    language, declared = material.language, material.declared
    breach, controller = declared["breach"], declared["controller"]
    yield _("Violation"), breach["title"]
    if breach["vendor"]:
        yield _("Chez l’éditeur"), breach["vendor"]
    began, ended = date.fromisoformat(breach["began_on"]), breach["ended_on"]
    yield _("Période"), period_in_words(began, date.fromisoformat(ended) if ended else None, language)
    leaked = ", ".join(word(words.CATEGORIES, category) for category in breach["categories"])
    yield _("Données qui ont pu fuir"), leaked or _("non précisées")
    yield _("Responsable de traitement"), f"{controller['name']}, {controller['address']}"
    for label, name in ((_("SIREN"), "siren"), (_("FINESS"), "finess")):
        if controller[name]:
            yield label, controller[name]
    if declared.get("physicians"):
        yield _("Médecins"), ", ".join(declared["physicians"])
    yield from _awareness(material)
    if material.scope.is_whole:
        yield from _filings(declared["filings"], language)


def _awareness(material: Material) -> Iterable[tuple[str, str]]:
    """The moment that counts now; where it was corrected, the first one beside it."""
    moments = []
    for event in material.events:
        data = event["data"]
        if event["kind"] == "case.opened":
            moments.append(data["aware_at"])
        if event["kind"].startswith("awareness.") and data.get("of") == AwarenessKind.CERTAINTY:
            moments.append(data["happened_at"])
    for first, counts in zip(moments[:1], moments[-1:], strict=True):
        told = in_words(counts, material.language)
        if counts != first:
            told += " " + _("(corrigée ; d’abord notée : %(moment)s)") % {"moment": in_words(first, material.language)}
        yield _("Connaissance de la violation"), told


def _filings(filings: list[dict[str, str]], language: str) -> Iterable[tuple[str, str]]:
    if not filings:
        yield _("Déclaration à la CNIL"), _("aucune n’est inscrite")
    for filing in filings:
        how = f"{in_words(filing['filed_at'], language)}, {word(words.FILED, filing['channel'])}"
        receipt = _("récépissé %(receipt)s") % {"receipt": filing["receipt"]} if filing["receipt"] else ""
        yield word(words.FILINGS, filing["kind"]), f"{how}, {receipt}".rstrip(", ")


def _rows(counts: dict[str, int], labels: words.Words) -> list[Row]:
    """In the order of the labels, then what has none."""
    order = [*(code for code in labels if code in counts), *sorted(code for code in counts if code not in labels)]
    return [Row(word(labels, code), counts[code]) for code in order]


def _follow_ups(counts: dict[str, Any]) -> list[Row]:
    """Further notices, by number and state: they stand beside the sums of people and are in none of them."""
    return [
        Row(_("Avis n° %(number)s : %(state)s") % {"number": number, "state": word(words.STATES, state)}, count)
        for number, states in sorted(counts.get("follow_ups", {}).items(), key=lambda one: int(one[0]))
        for state, count in sorted(states.items())
    ]


def _days(material: Material) -> list[tuple[str, list[Told]]]:
    told = lines(material.events)
    return [
        (day_in_words(day, material.language), [_told(line, material) for line in of_day])
        for day, of_day in groupby(told, key=lambda line: line.at.date())
    ]


def _told(line: Any, material: Material) -> Told:
    separator = " h " if material.language == "fr" else ":"
    time = f"{line.at.hour}{separator}{line.at.minute:02d}"
    return Told(time, _who(line.by, material.declared.get("people", {})), sentence(line, material.language))


def _who(actor: str, people: dict[str, str]) -> str:
    """Only people are named: that the rest is done by the program goes without saying."""
    return people.get(actor, "")


def _wording(material: Material, worded: Worded) -> dict[str, Any]:
    approval = next(one for one in material.story.wordings if one["number"] == worded.number)
    return {
        "number": worded.number,
        "follow_up": word(words.FOLLOW_UPS, approval["follow_up"]) if "follow_up" in approval else "",
        "sha256": approval["sha256"],
        "at": in_words(approval["approved_at"], material.language),
        "by": material.declared.get("people", {}).get(approval["approved_by"], ""),
        "first": material.declared.get("people", {}).get(_first_approver(material, worded.number), ""),
        "variants": len(verify.read_canonical(worded.approved)["masters"]),
        "texts": _texts(worded),
    }


def _first_approver(material: Material, number: int) -> str:
    """Who approved first, as an actor, where two people had to."""
    approved = (event["data"] for event in material.events if event["kind"] == "wording.approved")
    return next((str(data.get("first", "")) for data in approved if data["number"] == number), "")


def _texts(worded: Worded) -> list[Said]:
    """One letter for each language, tier and audience: the one that names most categories. Where only messages were
    made, their text.
    """
    chosen: dict[tuple[str, str, str], tuple[bool, int, bytes]] = {}
    for (channel, variant), data in sorted(worded.masters.items()):
        language, tier, _salutation, exposure, audience, *again = variant.split(".")
        if "bis" in again:
            continue  # The same under one sentence: that a message may have arrived already.
        found = (channel == Channel.LETTER, int(exposure, 16).bit_count(), data)
        chosen[language, tier, audience] = max(found, chosen.get((language, tier, audience), found))
    return [
        Said(_title(*key), letter_text(data) if is_letter else message_text(data))
        for key, (is_letter, _count, data) in sorted(chosen.items(), key=_first_read)
    ]


def _first_read(text: tuple[tuple[str, str, str], object]) -> tuple[bool, str, str]:
    """French before the other languages, adults before guardians."""
    language, tier, audience = text[0]
    return language != Language.FRENCH, audience, tier


def _title(language: str, tier: str, audience: str) -> str:
    return f"{word(words.LANGUAGES, language)}, {word(words.AUDIENCES, audience)}, {word(words.TIERS, tier)}"
