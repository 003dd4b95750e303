"""The report's part on decisions: who decided what, when, why, and what the DPO had advised."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from notifier.breaches.choices import Answer, Topic
from notifier.breaches.queries.labels import GROUNDS, INSIGHTS, TOPICS, value_words
from notifier.dossiers.rendering import words
from notifier.dossiers.rendering.said import Part, parts
from notifier.dossiers.rendering.sentences import in_words, lines, sentence
from notifier.dossiers.rendering.words import word
from notifier.dossiers.rules.material import Material
from notifier.dossiers.verify import ERASURE, committed
from notifier.law.severity.circumstances import WEIGHTS, Circumstance
from notifier.lib.dates import day_in_words

Data = Mapping[str, Any]

# In the order in which one reads them, and the events each tells of: every kind that commits to a text has its place.
CHAPTERS: tuple[tuple[Promise | str, tuple[str, ...]], ...] = (
    (gettext_lazy("Ce que l’on a su, et quand"), ("awareness.recorded", "awareness.corrected")),
    (gettext_lazy("Les faits, dans les mots du cabinet"), ("facts.taken",)),
    (gettext_lazy("La gravité"), ("severity.chosen",)),
    (gettext_lazy("L’avis du DPO et les décisions du responsable"), ("advice.given", "decision.taken")),
    (
        gettext_lazy("Le texte et son approbation"),
        ("wording.commented", "wording.advice_overridden", "two_persons.lifted"),
    ),
    (gettext_lazy("La déclaration à la CNIL"), ("late_reasons.given", "filing.recorded")),
    (gettext_lazy("Les courriels en doute"), ("doubts.ruled",)),
    (gettext_lazy("La conservation des données"), ("erasure.postponed",)),
)


@dataclass(frozen=True, slots=True)
class Act:
    """One act and what was written with it. `is_lacking`: the log commits to a text that is not enclosed."""

    title: str
    when: str
    who: str
    notes: list[str]
    parts: list[Part] = field(repr=False)
    is_lacking: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    acts: list[Act]


@dataclass(frozen=True, slots=True)
class Reasons:
    """All chapters that have an act; whether the log tells of an erasure; how many texts are not enclosed."""

    chapters: list[Chapter]
    is_erased: bool
    lacking: int


def reasons_told(material: Material) -> Reasons:
    """In the active language."""
    found = [(str(title), _acts(material, kinds)) for title, kinds in CHAPTERS]
    chapters = [Chapter(title, acts) for title, acts in found if acts]
    return Reasons(
        chapters=chapters,
        is_erased=any(event["kind"] in ERASURE for event in material.events),
        lacking=sum(act.is_lacking for chapter in chapters for act in chapter.acts),
    )


def _acts(material: Material, kinds: tuple[str, ...]) -> list[Act]:
    texts = {reason.event: reason.text for reason in material.reasons}
    commitments = committed(material.events)
    return [
        _act(event, material, texts.get(event["id"]))
        for event in material.events
        if event["kind"] in kinds and event["id"] in commitments
    ]


def _act(event: Data, material: Material, text: str | None) -> Act:
    language = material.language
    return Act(
        title=_title(event, language),
        when=in_words(event["at"], language),
        who=material.declared.get("people", {}).get(event["by"], ""),
        notes=_notes(event, material),
        parts=[] if text is None else parts(event["kind"], text, language),
        is_lacking=text is None,
    )


def _title(event: Data, language: str) -> str:
    if event["kind"] == "decision.taken":
        with suppress(LookupError, ValueError):
            return _pair(TOPICS[event["data"]["topic"]], value_words(event["data"]["topic"], event["data"]["value"]))
    (line,) = lines([event])
    return sentence(line, language)


def _notes(event: Data, material: Material) -> list[str]:
    """What the log itself says beside the text; nothing where an event is older or newer than this page."""
    kinds = {"decision.taken": _of_decision, "advice.given": _of_advice, "severity.chosen": _of_severity,
             "erasure.postponed": _of_postponing}  # fmt: skip
    found: list[str] = []
    with suppress(KeyError, TypeError, ValueError):
        tell = kinds.get(event["kind"])
        found.extend(tell(event["data"], material) if tell else ())
    return found


def _of_decision(data: Data, material: Material) -> Iterator[str]:
    if data["number"] > 1:
        yield _("Version %(number)s : elle remplace la précédente.") % {"number": data["number"]}
    if data["ground"]:
        yield str(GROUNDS[data["ground"]])
    if data["review_on"]:
        day = day_in_words(date.fromisoformat(data["review_on"]), material.language)
        yield _("À revoir le %(day)s.") % {"day": day}
    if data["document"]:
        yield _("Une pièce a été jointe à l’appui. SHA-256 : %(sha256)s") % {"sha256": data["document"]}
    if data["topic"] in (Topic.RISK, Topic.AUTHORITY, Topic.TELLING):
        yield _beside(data, material)


def _beside(data: Data, material: Material) -> str:
    """The DPO's advice the controller had before them, and whether they followed it."""
    for event in material.events:
        if event["kind"] == "advice.given" and event["data"]["number"] == data["advice"]:
            value = _advised(event["data"]).get(data["topic"], "")
            said = {"number": data["advice"], "value": value_words(data["topic"], value)}
            if not value:
                return _("L’avis %(number)s du DPO ne dit rien sur ce point.") % said
            if value == data["value"]:
                return _("L’avis %(number)s du DPO disait de même.") % said
            return _("L’avis %(number)s du DPO disait : %(value)s. La décision s’en écarte.") % said
    return _("Sans avis du DPO.")


def _of_advice(data: Data, material: Material) -> Iterator[str]:
    for topic, value in _advised(data).items():
        yield _pair(TOPICS[topic], value_words(topic, value))


def _advised(data: Data) -> dict[str, str]:
    """By topic, in the words of decisions; a topic it is silent on is left out."""
    answers = {True: Answer.YES.value, False: Answer.NO.value}
    found = {
        Topic.RISK.value: data["risk"],
        Topic.AUTHORITY.value: answers.get(data["authority"], ""),
        Topic.TELLING.value: data["telling"],
    }
    return {topic: value for topic, value in found.items() if value}


def _of_severity(data: Data, material: Material) -> Iterator[str]:
    if data["insight"]:
        yield _pair(_("Savoir que quelqu’un est patient"), str(INSIGHTS[data["insight"]]))
    for code in data["circumstances"]:
        said = WEIGHTS[Circumstance(code)].words.in_language(material.language)
        yield said[:1].upper() + said[1:]
    if data["unintelligible"]:
        yield _("Les données sont illisibles pour qui les détient.")


def _of_postponing(data: Data, material: Material) -> Iterator[str]:
    yield word(words.POSTPONED, data["code"])


def _pair(label: str | Promise, value: str) -> str:
    return _("%(label)s : %(value)s") % {"label": label, "value": value}
