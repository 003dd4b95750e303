"""Remarks beside a wording, by those who prepare it and their DPO."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from notifier.audit.actors import user_actor
from notifier.breaches.policies import CaseNotOpen
from notifier.notices.actions.commenting import resolve_comment, write_comment
from notifier.notices.forms.texts import CommentForm
from notifier.notices.models import Wording
from notifier.notices.permissions import can_comment, can_read_wording
from notifier.notices.policies import WordingRefused
from notifier.notices.queries.comments import remarks
from notifier.notices.queries.labels import PARTS, text_label
from notifier.notices.rules.findings import Place
from notifier.notices.views.access import permitted, the_wording

_WHOLE = Place("", "", "", "")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def comments(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Those of the wording, the open ones first, and a form for one more."""
    user, case = permitted(request, pk, can_read_wording)
    wording = the_wording(case)
    may_write = can_comment(user, case)
    if request.method == "POST" and not may_write:
        raise PermissionDenied
    refused = ""
    form = CommentForm(request.POST or None, places=_places(wording), initial={"place": request.GET.get("lieu", "")})
    if form.is_valid():
        place, words = _place(form.cleaned_data["place"]), form.cleaned_data["text"]
        try:
            write_comment(
                wording=wording, place=place, text=words, writer=user, by=user_actor(user.pk), at=timezone.now()
            )
            return redirect("wording_comments", case.pk)
        except (WordingRefused, CaseNotOpen) as error:
            refused = error.code
    context = {
        "case": case,
        "wording": wording,
        "remarks": remarks(wording),
        "form": form if may_write and case.is_open else None,
        "refused": refused,
    }
    return render(request, "notices/comments.html", context)


@require_POST
def resolve(request: HttpRequest, pk: UUID, comment_pk: UUID) -> HttpResponse:
    """The remark is dealt with. Twice does no harm."""
    user, case = permitted(request, pk, can_comment)
    comment = get_object_or_404(the_wording(case).comments, pk=comment_pk)
    if case.is_open:
        resolve_comment(comment=comment, resolver=user, by=user_actor(user.pk), at=timezone.now())
    return redirect("wording_comments", case.pk)


def _places(wording: Wording) -> list[tuple[str, str]]:
    """Each part of each text, as `fr.annotated.adult.contact`."""
    found = []
    for text in wording.texts.order_by("-language", "audience", "tier"):
        name = text_label(text.language, text.tier, text.audience)
        key = f"{text.language}.{text.tier}.{text.audience}"
        found += [(f"{key}.{part}", f"{name} – {label}") for part, label in PARTS.items()]
    return found


def _place(name: str) -> Place:
    return Place(*name.split(".")) if name else _WHOLE
