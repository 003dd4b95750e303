"""The facts of a breach: written by its vendor, read by all who see it, taken over by each controller."""

from dataclasses import asdict
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from notifier.accounts.models import User
from notifier.accounts.permissions import current_user
from notifier.audit.actors import user_actor
from notifier.breaches.actions.facts import take_facts, write_facts
from notifier.breaches.forms.facts import FactsForm, WordsForm
from notifier.breaches.models import Breach, BreachFacts, Case
from notifier.breaches.permissions import can_decide, can_read_words, can_write_facts
from notifier.breaches.policies import CaseNotOpen, FactsRefused
from notifier.breaches.queries.facts import between, facts_of_breach, facts_state, newest_facts, own_words, versions
from notifier.breaches.rules.facts import Facts, Words


@require_safe
def breach_facts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Every version, the newest first, each with what changed."""
    user = current_user(request)
    breach = get_object_or_404(Breach.objects.visible_to(user), pk=pk)
    context = {"breach": breach, "versions": versions(breach), "can_write": can_write_facts(user, breach)}
    return render(request, "breaches/facts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The vendor's next version, beginning with the newest."""
    user = current_user(request)
    breach = get_object_or_404(Breach.objects.visible_to(user), pk=pk)
    if not can_write_facts(user, breach):
        raise PermissionDenied
    newest = newest_facts(breach)
    form = FactsForm(request.POST or None, initial=_initial(facts_of_breach(breach), newest.number if newest else 0))
    if form.is_valid():
        try:
            write_facts(
                breach=breach,
                facts=form.facts(),
                base=form.cleaned_data["base"],
                user=user,
                by=user_actor(user.pk),
                at=timezone.now(),
            )
            return redirect("breach_facts", breach.pk)
        except FactsRefused as refused:
            form.add_error(_FIELDS.get(refused.code), _explain(refused.code))
    return render(request, "breaches/write_facts.html", {"breach": breach, "form": form, "newest": newest})


@require_http_methods(["GET", "HEAD", "POST"])
def case_facts(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the case holds, what is new, and the act of taking it over as it is."""
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user), pk=pk)
    decides = can_decide(user, case)
    if request.method == "POST":
        if not decides:
            raise PermissionDenied
        version = _version(case, request.POST.get("version", ""))
        if not _take(request, case, version, None, user):
            return redirect("case_facts", case.pk)
        return redirect("case", case.pk)
    state = facts_state(case)
    is_readable = not case.is_erased and can_read_words(user, case)
    context = {
        "case": case,
        "state": state,
        "own": own_words(state.taken) if state.taken and is_readable else None,
        "is_readable": is_readable,
        "change": between(state.taken.version, state.newest) if state.taken and state.newest else None,
        "can_decide": decides and case.is_open,
    }
    return render(request, "breaches/case_facts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def adapt(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The newest version in the controller's own words; what they wrote before is where they begin."""
    user = current_user(request)
    case = get_object_or_404(Case.objects.visible_to(user), pk=pk)
    if not can_decide(user, case):
        raise PermissionDenied
    state = facts_state(case)
    if state.newest is None or not case.is_open:
        return redirect("case_facts", case.pk)
    words = own_words(state.taken) if state.taken else None
    form = WordsForm(request.POST or None, initial=asdict(words or state.newest.words))
    if form.is_valid():
        version = _version(case, request.POST.get("version", ""))
        if _take(request, case, version, form.words(), user):
            return redirect("case", case.pk)
    return render(request, "breaches/adapt_facts.html", {"case": case, "form": form, "state": state})


def _take(request: HttpRequest, case: Case, version: BreachFacts, words: Words | None, user: User) -> bool:
    try:
        by, at = user_actor(user.pk), timezone.now()
        take_facts(case=case, version=version, words=words, user=user, by=by, at=at)
    except (FactsRefused, CaseNotOpen) as refused:
        messages.error(request, _explain(refused.code))
        return False
    messages.info(request, _("Les faits, version %(number)d, sont repris.") % {"number": version.number})
    return True


def _version(case: Case, number: str) -> BreachFacts:
    """The version the person saw when they pressed the button."""
    if not (number.isascii() and number.isdigit() and len(number) < 5):
        raise Http404
    return get_object_or_404(BreachFacts, breach=case.breach_id, number=int(number))


def _initial(facts: Facts, base: int) -> dict[str, object]:
    return {
        "began_on": facts.began_on,
        "ended_on": facts.ended_on,
        "categories": list(facts.categories),
        "base": base,
        **asdict(facts.words),
    }


_FIELDS = {"facts_begin_ahead": "began_on", "facts_end_before_beginning": "ended_on"}


def _explain(code: str) -> str:
    return {
        "facts_begin_ahead": _("Cette date est dans le futur."),
        "facts_end_before_beginning": _("La fin précède le début."),
        "facts_moved_on": _("Une version plus récente a été écrite entre-temps. Relisez-la, puis recommencez."),
        "case_closed": _("Ce dossier est clos. Rouvrez-le d’abord."),
        "case_erased": _("Les données de ce dossier ont été effacées."),
    }[code]
