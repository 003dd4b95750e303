"""What people wrote with their acts on one case, opened where it lies sealed."""

from collections.abc import Iterator
from contextlib import suppress
from uuid import UUID

from notifier.breaches.models import Case
from notifier.breaches.queries.ledger import sealer_or_none
from notifier.notices.models import Override, WordingComment
from notifier.vault.reasons import OpenedReason, show_reason
from notifier.vault.sealing import CannotOpen

# Written about single patients, who told them or why: it stays with the practice, and is not handed over with the case
# (GDPR Article 5(1)(c)). The log's commitments to it are, so that any of it can be shown where somebody asks.
OF_PATIENTS = frozenset({"care_decisions"})
Sealed = tuple[UUID, bytes | memoryview | None]


def opened_reasons(case: Case) -> list[OpenedReason]:
    """Every reason that can be opened; none from the first step of an erasure on. One that does not open (its row was
    changed) is left out. Thirteen queries.
    """
    sealer = None if case.is_erased else sealer_or_none(case)
    if sealer is None:
        return []
    opened = []
    for table, rows in sealed_reasons(case).items():
        for row, sealed in rows:
            if sealed is not None:
                with suppress(CannotOpen):
                    opened.append(show_reason(sealer, table, row, bytes(sealed)))
    return opened


def sealed_reasons(case: Case) -> dict[str, Iterator[Sealed]]:
    """Where they lie: the name each seal is bound to, and its rows."""
    return {
        "advice": case.advice.values_list("pk", "sealed").iterator(),
        "awareness": case.awareness.values_list("pk", "reason").iterator(),
        "cases": Case.objects.filter(pk=case.pk).values_list("pk", "postponing_reason").iterator(),
        "decisions": case.decisions.values_list("pk", "sealed").iterator(),
        "doubt_rulings": case.doubt_rulings.values_list("pk", "reason").iterator(),
        "filings": case.filings.values_list("uid", "reason").iterator(),
        "late_reasons": case.late_reasons.values_list("pk", "text").iterator(),
        "severity_choices": case.severity_choices.values_list("pk", "sealed").iterator(),
        "taken_facts": case.taken_facts.values_list("pk", "own_words").iterator(),
        "two_person_demand": case.two_person_demands.values_list("pk", "sealed").iterator(),
        "wording_comment": WordingComment.objects.filter(wording__case=case).values_list("pk", "sealed").iterator(),
        "wording_override": Override.objects.filter(wording__case=case).values_list("pk", "sealed").iterator(),
    }
