"""The deadlines of the cases a person sees, as calendar entries. No patient is in them, and no practice is named."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from notifier.accounts.models import User
from notifier.breaches.models import Case
from notifier.breaches.queries.words import article, language, said
from notifier.delivery.queries.clocks import clocks_of
from notifier.law.deadlines.clock import Clock
from notifier.law.deadlines.labels import DUTIES, STOPS, end_of_clock
from notifier.law.deadlines.periods import PARIS
from notifier.lib.dates import moment_in_words
from notifier.lib.icalendar import Entry, calendar_bytes


def calendar(user: User, at: datetime) -> bytes:
    """Every clock that runs towards an end, of every case the user sees; seven queries."""
    cases = list(Case.objects.visible_to(user).select_related("breach").order_by("aware_at", "pk"))
    clocks = clocks_of(cases)
    entries = [
        _entry(case, clock, end)
        for case in cases
        for clock in clocks[case.pk]
        if (end := end_of_clock(clock)) is not None and not clock.is_stopped(at)
    ]
    return calendar_bytes(_("Échéances Notifier"), entries, made_at=at)


def _entry(case: Case, clock: Clock, end: datetime) -> Entry:
    lines = [_("Règle : %(article)s") % {"article": article(clock.article)}]
    if clock.limit is not None and clock.limit != end:
        limit = moment_in_words(clock.limit.astimezone(PARIS), language())
        lines.append(_("Limite : %(moment)s") % {"moment": limit})
    lines.append(_("Seul arrête ce délai : %(stop)s") % {"stop": said(STOPS[clock.stops_with])})
    return Entry(
        uid=f"{case.pk}/{clock.id}@{settings.MAIL_DOMAIN}",
        at=end,
        summary=f"{said(DUTIES[clock.duty])} · {case.breach.title}",
        description="\n".join(lines),
        url=settings.PUBLIC_ADDRESS + reverse("deadlines", args=[case.pk]),
    )
