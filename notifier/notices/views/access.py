"""Whose wording it is, and who may come in: what every view of a wording begins with."""

from collections.abc import Callable
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from notifier.accounts.models import User
from notifier.accounts.permissions import current_user
from notifier.breaches.models import Case
from notifier.notices.models import Wording, WordingText
from notifier.notices.queries import current_wording
from notifier.notices.rules.differences import FIELDS

May = Callable[[User, Case], bool]


def permitted(request: HttpRequest, pk: UUID, may: May) -> tuple[User, Case]:
    """The user and a case they see; refused where they may not, unknown where they see no such case."""
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user).select_related("breach__vendor"), pk=pk)
    if not may(user, case):
        raise PermissionDenied
    return user, case


def the_wording(case: Case) -> Wording:
    """The draft, or else the approved one. Of an erased case the texts stay; whoever shows a person asks first."""
    found = current_wording(case)
    if found is None:
        raise Http404
    return found


def text_of(wording: Wording, key: str) -> WordingText:
    """`fr.administrative.adult`"""
    names = key.split(".")
    if len(names) != 3:
        raise Http404
    language, tier, audience = names
    return get_object_or_404(wording.texts, language=language, tier=tier, audience=audience)


def text_key(text: WordingText) -> str:
    return f"{text.language}.{text.tier}.{text.audience}"


def field_name(name: str) -> str:
    """A field of a text, or none where the address names one that does not exist."""
    return name if name in FIELDS else ""
