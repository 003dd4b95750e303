"""The remarks on a wording, opened."""

from contextlib import suppress
from dataclasses import dataclass, field

from notifier.notices.models import Override, Wording, WordingComment
from notifier.vault.keystore import NoDataKey, sealer_for
from notifier.vault.reasons import open_reason

TABLE = "wording_comment"
OVERRIDES = "wording_override"


@dataclass(frozen=True, slots=True)
class Remark:
    """One comment; `text` is None once it fell with the case's key."""

    row: WordingComment
    text: str | None = field(repr=False)

    @property
    def is_open(self) -> bool:
        return self.row.resolved_at is None


def remarks(wording: Wording) -> list[Remark]:
    """All of the wording, the open ones first, then the newest; three queries."""
    rows = list(wording.comments.select_related("written_by", "resolved_by").order_by("-written_at"))
    rows.sort(key=lambda row: row.resolved_at is not None)
    texts = _opened(wording, TABLE, rows)
    return [Remark(row, text) for row, text in zip(rows, texts, strict=True)]


def open_comments(wording: Wording) -> int:
    """How many wait for an answer; one query."""
    return wording.comments.filter(resolved_at__isnull=True).count()


def override_reasons(wording: Wording) -> dict[str, str | None]:
    """By the fingerprint of the finding, why it was set aside; two queries."""
    rows = list(wording.overrides.all())
    return {row.finding: text for row, text in zip(rows, _opened(wording, OVERRIDES, rows), strict=True)}


def _opened(wording: Wording, table: str, rows: list[WordingComment] | list[Override]) -> list[str | None]:
    if not rows:
        return []
    with suppress(NoDataKey):
        sealer = sealer_for(wording.case_id)
        return [open_reason(sealer, table, row.pk, bytes(row.sealed)) if row.sealed else None for row in rows]
    return [None] * len(rows)
