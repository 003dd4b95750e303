"""What the fields of the log's form offer or find."""

from uuid import UUID

from django.db.models import Q

from notifier.accounts.models import User
from notifier.audit.models import Event
from notifier.breaches.models import Case
from notifier.dashboard.queries.journal.history import read_number
from notifier.dashboard.queries.stories.who import people_named, who
from notifier.lib.ids import parse_reference, reference_digest
from notifier.notices.models import Notice

# More than these are no answer to a question.
FOUND_AT_MOST = 20


def people_in(case: Case, *, with_names: bool) -> list[tuple[str, str]]:
    """Who acted on the case, as the log names them and as people do. Two queries."""
    acts = Event.objects.filter(case_id=case.pk, actor__startswith="user:").order_by()
    actors = sorted(set(acts.values_list("actor", flat=True).distinct()))
    names = people_named(actors) if with_names else {}
    return sorted(((actor, who(actor, names)) for actor in actors), key=lambda choice: choice[1])


def people_called(text: str) -> list[str]:
    """People by a part of their name or by their address, as the log names them; up to one more than an answer."""
    found = User.objects.filter(Q(name__icontains=text) | Q(email__iexact=text)).order_by("pk")
    return [f"user:{pk}" for pk in found.values_list("pk", flat=True)[: FOUND_AT_MOST + 1]]


def cases_of(text: str) -> list[UUID]:
    """Cases by a part of their practice's name, or by their number; up to one more than an answer."""
    wanted = Q(controller__organisation__name__icontains=text)
    if number := read_number(text):
        wanted |= Q(pk=number)
    return list(Case.objects.filter(wanted).order_by("pk").values_list("pk", flat=True)[: FOUND_AT_MOST + 1])


def notice_key(typed: str) -> str:
    """For a reference as someone reads it from the paper: the notice's number, else the digest the log knows it by;
    "" for what is no reference. The reference itself must not stand in an address.
    """
    reference = parse_reference(typed)
    if reference is None:
        return ""
    notice = Notice.objects.filter(reference=reference).values_list("pk", flat=True).first()
    return str(notice or reference_digest(reference))
