"""Making the common annex of a breach, once for each version of its facts, and handing it out."""

from datetime import datetime
from hashlib import sha256

from django.db import transaction

from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import Case
from notifier.breaches.queries.facts import newest_facts
from notifier.dossiers.models import CommonAnnex
from notifier.dossiers.rendering.annex import annex_pdf


@transaction.atomic
def make_annex(*, case: Case, language: str, by: Actor, at: datetime) -> CommonAnnex:
    """The annex of the newest facts, which the first case that needs it has made for all; its bytes then stay as they
    are, whatever the program that composed them becomes.
    """
    breach = case.breach
    newest = newest_facts(breach)
    number = newest.number if newest else 0
    if made := CommonAnnex.objects.filter(breach=breach, number=number, language=language).first():
        return made
    pdf = annex_pdf(breach, language)
    made, is_new = CommonAnnex.objects.get_or_create(
        breach=breach,
        number=number,
        language=language,
        defaults={"pdf": pdf, "sha256": sha256(pdf).hexdigest(), "made_at": at},
    )
    if is_new:
        data = {"number": number, "language": language, "sha256": made.sha256}
        record(Fact("common_annex.made", f"breach:{breach.pk}", data=data), by=by, at=at)
    return made


@transaction.atomic
def hand_out_annex(*, case: Case, language: str, by: Actor, at: datetime) -> CommonAnnex:
    """The annex, to be attached to the case's filing."""
    annex = make_annex(case=case, language=language, by=by, at=at)
    data = {"number": annex.number, "language": language, "sha256": annex.sha256}
    record(Fact("common_annex.handed_out", f"case:{case.pk}", case=case.pk, data=data), by=by, at=at)
    return annex
