"""What changed: between the revisions of a text, from the ready-made text, and between two versions of a wording."""

from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from notifier.notices.models import TextRevision, Wording, WordingText
from notifier.notices.permissions import can_read_wording
from notifier.notices.queries.drafts import revisions_of, shipped, wordings_of
from notifier.notices.queries.labels import text_label
from notifier.notices.rendering.masters import wording_texts
from notifier.notices.rules.differences import EMPTY, Difference, differences
from notifier.notices.rules.documents import VariantText
from notifier.notices.views.access import permitted, text_key, text_of, the_wording

_SHIPPED = "origine"


@dataclass(frozen=True, slots=True)
class State:
    """One state of a text to compare: its name in the address, and in words."""

    name: str
    label: str
    text: VariantText


@dataclass(frozen=True, slots=True)
class Changed:
    """A text of two wordings that differs."""

    label: str
    differences: tuple[Difference, ...]


@require_safe
def revisions(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """Every revision of a text, and what differs between two of them: `?de=origine&a=3`."""
    _user, case = permitted(request, pk, can_read_wording)
    wording = the_wording(case)
    text = text_of(wording, key)
    rows = revisions_of(text)
    states = _states(text, rows)
    old = _wanted(states, request.GET.get("de", ""), states[0])
    new = _wanted(states, request.GET.get("a", ""), states[-1])
    context = {
        "case": case,
        "wording": wording,
        "text": text,
        "key": text_key(text),
        "revisions": rows,
        "states": states,
        "old": old,
        "new": new,
        "differences": differences(old.text, new.text),
    }
    return render(request, "notices/revisions.html", context)


@require_safe
def versions(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What differs between two versions of the case's wording: `?de=1&a=2`, the two newest unless asked."""
    _user, case = permitted(request, pk, can_read_wording)
    the_wording(case)
    found = wordings_of(case)
    new = _numbered(found, request.GET.get("a", ""), found[0])
    old = _numbered(found, request.GET.get("de", ""), found[min(1, len(found) - 1)])
    context = {"case": case, "versions": found, "old": old, "new": new, "changed": _changed(old, new)}
    return render(request, "notices/versions.html", context)


def _states(text: WordingText, rows: list[TextRevision]) -> list[State]:
    ready = shipped(text)
    first = [State(_SHIPPED, _("le texte d’origine"), ready)] if ready else []
    saved = [
        State(str(row.number), _("la révision %(n)d") % {"n": row.number}, VariantText(row.subject, row.parts))
        for row in reversed(rows)
    ]
    return [*first, *saved]


def _wanted(states: list[State], name: str, default: State) -> State:
    return next((state for state in states if state.name == name), default)


def _numbered(found: list[Wording], number: str, default: Wording) -> Wording:
    return next((wording for wording in found if str(wording.number) == number), default)


def _changed(old: Wording, new: Wording) -> list[Changed]:
    before, after = wording_texts(old), wording_texts(new)
    keys = sorted({*before, *after}, key=lambda key: (key[0] != "fr", key))
    compared = ((key, differences(before.get(key, EMPTY), after.get(key, EMPTY))) for key in keys)
    return [Changed(text_label(*key), found) for key, found in compared if found]
