"""The common annex of a breach: its newest version, and which cases filed with an older one."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max, QuerySet

from notifier.breaches.models import Breach, Filing
from notifier.breaches.queries.facts import newest_facts
from notifier.dossiers.models import CommonAnnex, NamedAnnex
from notifier.dossiers.rules.authority.facts import Annex


def newest_annex(breach: Breach, language: str) -> Annex:
    """Of the newest facts; without a digest until it was first handed out. Two queries."""
    facts = newest_facts(breach)
    number = facts.number if facts else 0
    made = CommonAnnex.objects.filter(breach=breach, number=number, language=language).defer("pdf").first()
    row = made or CommonAnnex(breach=breach, number=number, language=language)
    return Annex(number, row.file_name, row.sha256)


def filed_behind(breach: Breach, cases: QuerySet[Any]) -> set[UUID]:
    """Of these cases, given as what finds their ids: those that filed last with a file that named an older annex than
    the newest facts have. A case that filed without ever having had its file made is not judged. Three queries.
    """
    facts = newest_facts(breach)
    named = list(NamedAnnex.objects.filter(case__in=cases).values_list(*_COLUMNS)) if facts else []
    filings = Filing.objects.filter(case__in={case for case, _number, _at in named}).values_list("case")
    latest = dict(filings.annotate(Max("recorded_at")).order_by())
    return {case for case, number in _named(named, latest).items() if facts and number < facts.number}


def number_filed(case: UUID, filed_at: datetime) -> int | None:
    """The annex a case's file named when it filed; one query."""
    rows = NamedAnnex.objects.filter(case=case).values_list(*_COLUMNS)
    return _named(rows, {case: filed_at}).get(case)


_COLUMNS = ("case", "annex__number", "named_at")


def _named(rows: Iterable[tuple[UUID, int, datetime]], filed: Mapping[UUID, datetime]) -> dict[UUID, int]:
    """The newest annex the file of each case that filed had named by then."""
    found: dict[UUID, int] = {}
    for case, number, named_at in rows:
        if case in filed and named_at <= filed[case]:
            found[case] = max(number, found.get(case, number))
    return found
