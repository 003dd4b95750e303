"""What an evidence file says beside its events: the wordings, and what no event proves."""

from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from notifier.accounts.models import User
from notifier.audit.canonical import moment
from notifier.breaches.models import Case
from notifier.dossiers import verify
from notifier.dossiers.rules.material import Worded
from notifier.notices.models import Wording
from notifier.notices.rules.approvals import approved_bytes
from notifier.notices.rules.documents import VariantText


def checking_script() -> tuple[bytes, str]:
    """verify.py as it is handed out, and its SHA-256."""
    data = Path(verify.__file__).read_bytes()
    return data, sha256(data).hexdigest()


def wordings(case: UUID) -> tuple[Worded, ...]:
    """Every wording of the case that was approved, in force or not; three queries."""
    approved = Wording.objects.filter(case=case, approval__isnull=False).order_by("number")
    return tuple(_worded(wording) for wording in approved.prefetch_related("texts", "masters"))


def declared(case: Case, *, is_whole: bool) -> dict[str, Any]:
    """Names and titles as they stand now. One notice's file says less: it goes to one patient."""
    said = {"breach": _breach(case), "controller": _controller(case)}
    if not is_whole:
        return said
    return {
        **said,
        "physicians": [physician.full_name for physician in case.controller.physicians.order_by("pk")],
        "filings": [
            {
                "kind": filing.kind,
                "filed_at": moment(filing.filed_at),
                "channel": filing.channel,
                "receipt": filing.receipt,
            }
            for filing in case.filings.order_by("filed_at", "pk")
        ],
    }


def people(actors: set[str]) -> dict[str, str]:
    """By actor, the names of those of our users who acted."""
    ids = {int(actor.removeprefix("user:")) for actor in actors if actor.startswith("user:")}
    return {f"user:{pk}": name for pk, name in User.objects.filter(pk__in=ids).values_list("pk", "name")}


def _worded(wording: Wording) -> Worded:
    texts = {
        (text.language, text.tier, text.audience): VariantText(subject=text.subject, parts=text.parts)
        for text in wording.texts.all()
    }
    masters = sorted(wording.masters.all(), key=lambda master: master.pk)
    listed = ((master.channel, master.variant, master.sha256) for master in masters)
    return Worded(
        wording.number,
        approved_bytes(texts, listed),
        {(master.channel, master.variant): bytes(master.data) for master in masters},
    )


def _breach(case: Case) -> dict[str, Any]:
    breach = case.breach
    return {
        "title": breach.title,
        "began_on": breach.began_on.isoformat(),
        "ended_on": breach.ended_on.isoformat() if breach.ended_on else None,
        "vendor": breach.vendor.name if breach.vendor else "",
        "categories": list(breach.categories),
    }


def _controller(case: Case) -> dict[str, Any]:
    controller = case.controller
    return {
        "name": controller.organisation.name,
        "siren": controller.siren,
        "finess": controller.finess,
        "address": f"{controller.street}, {controller.postcode} {controller.town}",
        "telephone": controller.telephone,
    }
