"""What a person wrote with an act, cut into parts with a heading: some texts are several fields in one."""

import json
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from notifier.breaches.queries.labels import CHANNELS, TIERS
from notifier.breaches.rules.said import Said, read_said
from notifier.dossiers.rendering import words
from notifier.dossiers.rendering.sentences import in_words
from notifier.dossiers.rendering.words import word
from notifier.law.decisions.grounds import Disproportionate, Evidence, NoLongerLikely, PublicNotice, Unintelligible

# Controls, surrogates, private use, unassigned.
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})
# Explicit embeddings, overrides and isolates; right-to-left writing needs none of them.
_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})


@dataclass(frozen=True, slots=True)
class Part:
    """A field: its heading, empty where the text speaks for itself, and the author's words."""

    label: str
    text: str = field(repr=False)


def parts(kind: str, text: str, language: str) -> list[Part]:
    """Those that were filled in, in the active language. A text of an unknown form stands whole: none is left out."""
    try:
        found = [part for part in _fields(kind, text, language) if part.text.strip()]
    except (AttributeError, LookupError, TypeError, ValueError):
        found = [Part("", text)]
    return [Part(part.label, readable(part.text)) for part in found]


def readable(text: str) -> str:
    """The text as it can be printed: every kind of line break is one, and a character that cannot be seen or that would
    turn others around stands as a replacement character, so that nobody overlooks it.
    """
    return "\n".join("".join(map(_seen, line)) for line in text.splitlines())


def _seen(letter: str) -> str:
    is_hidden = unicodedata.category(letter) in _UNSEEN and letter != "\t"
    return "\N{REPLACEMENT CHARACTER}" if is_hidden or unicodedata.bidirectional(letter) in _TURNING else letter


def _fields(kind: str, text: str, language: str) -> Iterator[Part]:
    if kind == "decision.taken":
        yield from _decided(read_said(text, has_document=False), language)
    elif kind == "facts.taken":
        own = json.loads(text)
        for name in (*words.OWN_WORDS, *sorted(set(own) - set(words.OWN_WORDS))):
            yield Part(word(words.OWN_WORDS, name), own.get(name, ""))
    else:
        yield Part("", text)


def _decided(said: Said, language: str) -> Iterator[Part]:
    yield Part("", said.reason)
    yield Part(_("Pourquoi s’écarter de la méthode"), said.score_departure)
    yield Part(_("Pourquoi s’écarter de l’avis du DPO"), said.advice_departure)
    yield from _evidence(said.evidence, language)
    yield from _notice(said.notice, language)
    if said.asked_by and said.asked_at:
        asked = {"who": said.asked_by, "when": in_words(said.asked_at.isoformat(), language)}
        yield Part(_("À la demande de"), _("%(who)s, %(when)s") % asked)


def _evidence(evidence: Evidence | None, language: str) -> Iterator[Part]:
    match evidence:
        case Unintelligible():
            yield Part(_("La mesure qui protégeait les données"), evidence.measure)
            yield Part(_("Elle couvre toutes les données touchées"), _yes_or_no(evidence.covers_all_data))
            yield Part(_("La clé n’est pas compromise"), _yes_or_no(evidence.is_key_safe))
        case NoLongerLikely():
            yield Part(_("La mesure prise depuis"), evidence.measure)
            taken = in_words(evidence.taken_at.isoformat(), language) if evidence.taken_at else ""
            yield Part(_("Prise le"), taken)
        case Disproportionate(balancing=test):
            yield Part(
                _("Qui est prévenu par une communication publique"),
                ", ".join(str(TIERS[tier]) for tier in sorted(evidence.tiers)),
            )
            yield Part(_("Nombre de personnes"), str(evidence.people or ""))
            yield Part(_("L’effort"), test.effort)
            yield Part(_("Les effets pour les personnes"), test.effects_on_people)
            yield Part(_("Pourquoi un avis à chacun ne convient pas"), test.why_direct_fails)
            yield Part(_("Les données venaient des patients eux-mêmes"), _yes_or_no(test.collected_from_person))
            yield Part(_("Bien que les données viennent des patients"), test.why_though_collected_from_person)


def _notice(notice: PublicNotice | None, language: str) -> Iterator[Part]:
    if notice is None:
        return
    yield Part(_("Où elle est parue"), ", ".join(str(CHANNELS[channel]) for channel in sorted(notice.channels)))
    yield Part(_("Depuis le"), in_words(notice.published_at.isoformat(), language))
    yield Part(_("Pourquoi elle informe aussi bien qu’un avis à chacun"), notice.why_equally_effective)
    yield Part(_("Elle nomme les données touchées"), _yes_or_no(notice.names_the_data))


def _yes_or_no(answer: bool) -> str:
    return _("oui") if answer else _("non")
