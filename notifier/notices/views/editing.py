"""Changing one text of a draft, with a preview of what is typed."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from notifier.accounts.models import User
from notifier.audit.actors import user_actor
from notifier.breaches.models import Case
from notifier.breaches.policies import CaseNotOpen
from notifier.notices.actions.editing import TextMovedOn, TextRefused, edit_text
from notifier.notices.choices import WordingState
from notifier.notices.forms.texts import TextForm
from notifier.notices.models import Wording, WordingText
from notifier.notices.permissions import can_edit, can_read_wording
from notifier.notices.policies import WordingRefused
from notifier.notices.queries.drafts import key_of, shipped
from notifier.notices.queries.labels import PLACEHOLDER_WORDS, fault_words
from notifier.notices.rendering.masters import wording_texts
from notifier.notices.rendering.previews import Shown, nobody, preview_blocks, preview_letter
from notifier.notices.rules.differences import differences, field_of
from notifier.notices.rules.documents import VariantText
from notifier.notices.rules.editing import faults
from notifier.notices.rules.findings import SUBJECT
from notifier.notices.views.access import field_name, permitted, text_key, text_of, the_wording
from notifier.press.letters import AddressTooWide, UnprintableText
from notifier.rosters.choices import Category
from notifier.rosters.rules.bits import to_bits


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """One text, field by field. What is refused is shown again as it was typed, with why beside its field."""
    user, case = permitted(request, pk, can_read_wording)
    wording = the_wording(case)
    text = text_of(wording, key)
    may_edit = can_edit(user, case)
    form = TextForm(initial=_initial(text))
    context: dict[str, object] = {}
    if request.method == "POST":
        if not may_edit:
            raise PermissionDenied
        form = TextForm(_with_reset(request.POST, text))
        if not {"reset", "preview"} & set(request.POST):
            again, context = _save(request, text, form, user)
            if again is None:
                return redirect("wording", case.pk)
            form = again
    typed = form.wanted() if form.is_bound else VariantText(text.subject, text.parts)
    context |= {
        "may_edit": may_edit and case.is_open and wording.state == WordingState.DRAFT,
        "was_reset": field_name(request.POST.get("reset", "")),
        **_live(case, wording, text, typed),
        **_page(case, wording, text, form),
    }
    return render(request, "notices/text.html", context)


@require_POST
def live(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """The preview alone, while somebody types."""
    _, case = permitted(request, pk, can_edit)
    wording = the_wording(case)
    text = text_of(wording, key)
    return render(request, "notices/_live.html", _live(case, wording, text, TextForm(request.POST).wanted()))


@require_POST
def typed_pdf(request: HttpRequest, pk: UUID, key: str) -> HttpResponse:
    """The letter as it would come out with what is typed, of an invented person; nothing is saved."""
    _, case = permitted(request, pk, can_edit)
    wording = the_wording(case)
    text = text_of(wording, key)
    typed = TextForm(request.POST).wanted()
    if faults(typed.subject, typed.parts):
        return render(request, "notices/not_shown.html", {"case": case, **_live(case, wording, text, typed)})
    texts = {**wording_texts(wording), key_of(text): typed}
    try:
        pdf = preview_letter(wording, _somebody(case, text), timezone.now(), texts)
    except (AddressTooWide, UnprintableText):
        return render(request, "notices/too_wide.html", {"case": case})
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="apercu.pdf"'
    return response


def _save(
    request: HttpRequest, text: WordingText, form: TextForm, user: User
) -> tuple[TextForm | None, dict[str, object]]:
    """The form to show again and what to say beside it; no form where the text is saved."""
    if not form.is_valid():
        return form, {}
    base, by, at = form.cleaned_data["base"], user_actor(user.pk), timezone.now()
    try:
        saved = edit_text(text=text, wanted=form.wanted(), base=base, editor=user, by=by, at=at)
    except TextRefused as refused:
        form.refuse(refused.faults)
        return form, {}
    except TextMovedOn as moved:
        return TextForm(_with_base(request.POST, moved.current.revision)), _both(form, moved.current)
    except (WordingRefused, CaseNotOpen) as refused:
        return form, {"refused": refused.code}
    messages.success(request, _("Le texte est enregistré.") if saved else _("Rien n’a changé."))
    return None, {}


def _page(case: Case, wording: Wording, text: WordingText, form: TextForm) -> dict[str, object]:
    ready = shipped(text)
    now = VariantText(text.subject, text.parts)
    return {
        "case": case,
        "wording": wording,
        "text": text,
        "key": text_key(text),
        "form": form,
        "changed": {one.field for one in differences(ready, now)} if ready else set(),
        "placeholders": PLACEHOLDER_WORDS,
        "comments": wording.comments.filter(
            resolved_at__isnull=True, language=text.language, tier=text.tier, audience=text.audience
        ).count(),
    }


def _live(case: Case, wording: Wording, text: WordingText, typed: VariantText) -> dict[str, object]:
    found = faults(typed.subject, typed.parts)
    blocks = "" if found else preview_blocks(wording, _somebody(case, text), typed)
    # Made by lib.markup, which escapes every word of it.
    return {
        "subject": typed.subject,
        "blocks": mark_safe(blocks),  # noqa: S308
        "faults": [(fault.field, fault_words(fault)) for fault in found],
    }


def _somebody(case: Case, text: WordingText) -> Shown:
    leaked = to_bits(Category(name) for name in case.breach.categories)
    return nobody(key_of(text), leaked)


def _initial(text: WordingText) -> dict[str, object]:
    return {SUBJECT: text.subject, **text.parts, "base": text.revision}


def _with_reset(posted: QueryDict, text: WordingText) -> QueryDict:
    """What was typed; where a field is to go back to the ready-made text, with that text in it."""
    name = field_name(posted.get("reset", ""))
    ready = shipped(text)
    if not name or ready is None:
        return posted
    data = posted.copy()
    data[name] = field_of(ready, name)
    return data


def _with_base(posted: QueryDict, base: int) -> QueryDict:
    data = posted.copy()
    data["base"] = str(base)
    return data


def _both(form: TextForm, current: WordingText) -> dict[str, object]:
    """What somebody else saved meanwhile, and what in it differs from what is typed here."""
    theirs = VariantText(current.subject, current.parts)
    latest = current.revisions.select_related("saved_by").order_by("-number").first()
    return {"moved_on": latest, "theirs": theirs, "differences": differences(theirs, form.wanted())}
