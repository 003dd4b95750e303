"""The patient's door."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from notifier.notices.actions.requests import Asked
from notifier.notices.choices import RequestChannel
from notifier.reception.actions import STRANGER, hand_in
from notifier.reception.forms import AskForm, ReferenceForm
from notifier.reception.queries.answers import answer
from notifier.reception.rules import CHECKS, REQUESTS
from notifier.reception.views.door import asks_too_often, public_page, wait


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def check_notice(request: HttpRequest) -> HttpResponse:
    """Whether a notice with this reference was issued. The reference travels in the form, never in the address, and
    does not come back.
    """
    if request.method != "POST":
        return render(request, "reception/check.html", {"form": ReferenceForm()})
    if asks_too_often(request, CHECKS):
        context = {"form": ReferenceForm(), "too_often": True}
        return wait(render(request, "reception/check.html", context, status=429))
    form = ReferenceForm(request.POST)
    if not form.is_valid():
        return render(request, "reception/check.html", {"form": form})
    context = {"form": ReferenceForm(), "asked": True, "answer": answer(form.cleaned_data["reference"])}
    return render(request, "reception/check.html", context)


@public_page
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """A request to the practice. Whatever the reference, the answer is the same."""
    if request.method != "POST":
        return render(request, "reception/ask.html", {"form": AskForm()})
    form = AskForm(request.POST)
    if asks_too_often(request, REQUESTS):
        # What was typed stays.
        return wait(render(request, "reception/ask.html", {"form": form, "too_often": True}, status=429))
    if not form.is_valid():
        return render(request, "reception/ask.html", {"form": form})
    now = timezone.now()
    asked = Asked(form.what(), RequestChannel.PAGE, form.said(), now)
    hand_in(reference=form.cleaned_data["reference"], asked=asked, pk=form.request_id(), by=STRANGER, at=now)
    return redirect("asked")


@public_page
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """The same for everyone."""
    return render(request, "reception/asked.html")


@public_page
@require_safe
def advice(request: HttpRequest) -> HttpResponse:
    """What to do, by what leaked; whom to ask; where to complain. Nobody needs a reference for it."""
    return render(request, "reception/advice.html")
