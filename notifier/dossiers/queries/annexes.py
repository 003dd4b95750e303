"""The common annex of a breach: its newest version, and which cases filed with an older one."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from notifier.breaches.models import Breach
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


def filed_behind(breach: Breach, filed: Mapping[UUID, datetime]) -> set[UUID]:
    """Of the cases that filed, each with the moment it last did: those whose file named an older annex then. A case
    that filed without ever having had its file made is not judged. Two queries.
    """
    facts = newest_facts(breach)
    named = _named(filed) if facts else {}
    return {case for case, number in named.items() if facts and number < facts.number}


def number_filed(case: UUID, filed_at: datetime) -> int | None:
    """The annex a case's file named when it filed; one query."""
    return _named({case: filed_at}).get(case)


def _named(filed: Mapping[UUID, datetime]) -> dict[UUID, int]:
    """The newest annex each case's file had named by then."""
    found: dict[UUID, int] = {}
    for case, number, named_at in _rows(filed):
        if named_at <= filed[case]:
            found[case] = max(number, found.get(case, number))
    return found


def _rows(cases: Iterable[UUID]) -> Iterable[tuple[UUID, int, datetime]]:
    rows = NamedAnnex.objects.filter(case__in=list(cases))
    return rows.values_list("case", "annex__number", "named_at")
