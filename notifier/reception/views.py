"""The patient's door."""

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from notifier.reception.forms import ReferenceForm
from notifier.reception.queries import answer

# Guessing a reference is hopeless (59 bits), and asking often is rude.
_ASKS, _WINDOW = 30, 600


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check_notice(request: HttpRequest) -> HttpResponse:
    """Whether a notice with this reference was issued. The reference travels in the form, never in the address."""
    form = ReferenceForm(request.POST or None)
    context: dict[str, object] = {"form": form}
    status = 200
    if form.is_valid():
        if _asks_too_often(request):
            context["too_often"] = True
            status = 429
        else:
            context |= {"asked": True, "answer": answer(form.cleaned_data["reference"])}
    return render(request, "reception/check.html", context, status=status)


def _asks_too_often(request: HttpRequest) -> bool:
    key = f"reception:{request.META.get('REMOTE_ADDR', '')}"
    cache.add(key, 0, _WINDOW)
    try:
        return int(cache.incr(key)) > _ASKS
    except ValueError:
        return False
