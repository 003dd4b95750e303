"""Handing the register out. It is an act, and the log keeps what was handed out."""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from itertools import islice

from django.db import transaction

from notifier.accounts.models import User
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.dossiers.choices import FileFormat
from notifier.dossiers.policies import ActRefused
from notifier.dossiers.queries.register import Wanted, register_entries
from notifier.dossiers.rendering.register import register_file

# A PDF is laid out while someone waits; the other forms have no limit.
PDF_LIMIT = 500


def export_register(
    *,
    user: User,
    wanted: Wanted,
    file_format: FileFormat,
    chosen: Sequence[tuple[str, str]],
    language: str,
    by: Actor,
    at: datetime,
) -> bytes:
    """The entries the user sees, in that form. Raises ActRefused for a PDF of too many."""
    limit = PDF_LIMIT + 1 if file_format is FileFormat.PDF else None
    entries = list(islice(register_entries(user, wanted, at), limit))
    if file_format is FileFormat.PDF and len(entries) > PDF_LIMIT:
        raise ActRefused("register_too_long")
    data = register_file(entries, file_format, chosen=chosen, language=language, at=at)
    said = {
        "format": file_format,
        "entries": len(entries),
        "filter": _filter(wanted),
        "language": language,
        "sha256": sha256(data).hexdigest(),
    }
    with transaction.atomic():
        record(Fact("register.exported", "register", data=said), by=by, at=at)
    return data


def _filter(wanted: Wanted) -> dict[str, str | bool | None]:
    return {
        "breach": str(wanted.breach) if wanted.breach else None,
        "filed": wanted.filed,
        "late": wanted.late,
        "open": wanted.is_open,
        "since": wanted.since.isoformat() if wanted.since else None,
        "until": wanted.until.isoformat() if wanted.until else None,
    }
