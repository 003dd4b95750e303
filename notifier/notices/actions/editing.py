"""Changing the texts of a draft, revision by revision."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from notifier.accounts.models import User
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.law.content import Part
from notifier.notices.models import TextRevision, Wording, WordingText
from notifier.notices.permissions import can_edit
from notifier.notices.policies import check_editing
from notifier.notices.queries.drafts import shipped
from notifier.notices.rules.differences import changed_fields, field_of
from notifier.notices.rules.documents import VariantText
from notifier.notices.rules.editing import Fault, faults, tidy_part, tidy_subject


class TextRefused(ValueError):
    """The text holds what the editor does not take; `faults` say what, in which field and line."""

    def __init__(self, found: tuple[Fault, ...]) -> None:
        super().__init__(", ".join(fault.code for fault in found))
        self.faults = found


class TextMovedOn(ValueError):
    """Somebody saved meanwhile: `current` is the text as it stands, nothing was written over it."""

    def __init__(self, current: WordingText) -> None:
        super().__init__(f"revision {current.revision} came first")
        self.current = current


@transaction.atomic
def edit_text(
    *, text: WordingText, wanted: VariantText, base: int, editor: User, by: Actor, at: datetime
) -> TextRevision | None:
    """Save the text as its next revision; `base` is the revision its editor read. None where nothing changes. Raises
    WordingRefused, TextMovedOn, TextRefused, CaseNotOpen.
    """
    Case.objects.select_for_update().get(pk=text.wording.case_id).check_open()
    wording = Wording.objects.select_for_update().select_related("case").get(pk=text.wording_id)
    check_editing(state=wording.state, may_edit=can_edit(editor, wording.case))
    text = WordingText.objects.select_for_update().get(pk=text.pk)
    wanted = _tidied(wanted)
    changed = changed_fields(VariantText(text.subject, text.parts), wanted)
    if not changed:
        return None
    if base != text.revision:
        raise TextMovedOn(text)
    if found := tuple(fault for fault in faults(wanted.subject, wanted.parts) if fault.field in changed):
        raise TextRefused(found)
    revision = _write(text, wanted, editor, at)
    data = {
        "number": wording.number,
        "language": text.language,
        "tier": text.tier,
        "audience": text.audience,
        "revision": revision.number,
        "code": "reset" if _is_shipped(text, wanted, changed) else "edited",
        "sha256": {name: sha256(field_of(wanted, name).encode()).hexdigest() for name in changed},
    }
    record(Fact("wording.edited", f"wording:{wording.pk}", case=wording.case_id, data=data), by=by, at=at)
    return revision


def _is_shipped(text: WordingText, wanted: VariantText, changed: tuple[str, ...]) -> bool:
    """Whether all that changes goes back to the ready-made text."""
    ready = shipped(text)
    return ready is not None and not set(changed) & set(changed_fields(ready, wanted))


def _tidied(text: VariantText) -> VariantText:
    parts: Mapping[str, str] = {part.value: tidy_part(text.parts.get(part, "")) for part in Part}
    return VariantText(tidy_subject(text.subject), parts)


def _write(text: WordingText, wanted: VariantText, editor: User, at: datetime) -> TextRevision:
    text.subject, text.parts, text.revision = wanted.subject, dict(wanted.parts), text.revision + 1
    text.save(update_fields=["subject", "parts", "revision"])
    return TextRevision.objects.create(
        text=text, number=text.revision, subject=text.subject, parts=text.parts, saved_at=at, saved_by=editor
    )
