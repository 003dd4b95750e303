"""A patient calls the practice: is this reference yours?"""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.models import Case
from notifier.lib.ids import parse_reference
from notifier.notices.actions.checking import check_call
from notifier.notices.models import Notice
from notifier.notices.permissions import can_take_calls
from notifier.notices.rules.states import MAY_HAVE_REACHED
from notifier.reception.forms import ReferenceForm


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: HttpRequest) -> HttpResponse:
    """What to say and what not to; with a reference, whether a notice of one of the user's cases bears it. Asking
    leaves an event.
    """
    user = current_user(request)
    if not can_take_calls(user):
        raise PermissionDenied
    form = ReferenceForm(request.POST or None)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        reference = parse_reference(form.cleaned_data["reference"])
        cases = Case.objects.visible_to(user).select_related("controller__organisation", "breach")
        known = Notice.objects.filter(reference=reference or "", case__in=Case.objects.visible_to(user)).first()
        check_call(notice=known, by=user_actor(user.pk), at=timezone.now())
        context |= {
            "form": ReferenceForm(),
            "asked": True,
            "is_mistyped": reference is None,
            "notice": known,
            "case": cases.get(pk=known.case_id) if known else None,
            "is_issued": known is not None and known.state in MAY_HAVE_REACHED,
        }
    return render(request, "reception/phone.html", context)
