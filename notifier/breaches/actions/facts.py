"""The vendor writes what happened, once for all its cases; each controller takes it over, or does not."""

import json
from dataclasses import asdict
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from notifier.accounts.models import User
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor
from notifier.breaches.models import Breach, BreachFacts, Case, TakenFacts
from notifier.breaches.policies import check_facts, check_facts_base
from notifier.breaches.queries.facts import own_words
from notifier.breaches.rules.facts import Facts, Words
from notifier.vault.keystore import sealer_for
from notifier.vault.reasons import SealedReason, seal_reason


@transaction.atomic
def write_facts(*, breach: Breach, facts: Facts, base: int, user: User, by: Actor, at: datetime) -> BreachFacts:
    """Add a version to the one numbered `base` (0: none yet), which must still be the newest; what is equal to the
    newest adds nothing. No case changes by it. Raises FactsRefused.
    """
    check_facts(began_on=facts.began_on, ended_on=facts.ended_on, today=timezone.localdate(at))
    Breach.objects.select_for_update().get(pk=breach.pk)
    newest = breach.facts.order_by("-number").first()
    if newest is not None and newest.facts == facts:
        return newest
    check_facts_base(base, newest=newest.number if newest else 0)
    written = BreachFacts.objects.create(
        breach=breach,
        number=base + 1,
        began_on=facts.began_on,
        ended_on=facts.ended_on,
        categories=list(facts.categories),
        written_by=user,
        written_at=at,
        **asdict(facts.words),
    )
    data = {"number": written.number, "sha256": facts.sha256, "categories": list(facts.categories)}
    record(Fact("facts.written", f"breach:{breach.pk}", data=data), by=by, at=at)
    return written


@transaction.atomic
def take_facts(
    *, case: Case, version: BreachFacts, words: Words | None, user: User, by: Actor, at: datetime
) -> TakenFacts:
    """The controller makes this version theirs, in their own `words` where they give any. What they had before stays
    readable; taking the same again adds nothing. Raises CaseNotOpen, FactsRefused.
    """
    Case.objects.select_for_update().get(pk=case.pk).check_open()
    check_facts_base(version.number, newest=version.breach.facts.order_by("-number")[0].number)
    own = words if words and words != version.words else None
    latest = case.taken_facts.order_by("-taken_at").first()
    if latest is not None and latest.version_id == version.pk and own_words(latest) == own:
        return latest
    pk = uuid4()
    sealed = _seal(case, pk, own) if own else None
    taken = TakenFacts.objects.create(
        id=pk,
        case=case,
        version=version,
        own_words=sealed.sealed if sealed else None,
        taken_by=user,
        taken_at=at,
    )
    data = {"number": version.number, "own_words": sealed.commitment if sealed else ""}
    record(Fact("facts.taken", f"case:{case.pk}", case=case.pk, data=data), by=by, at=at)
    return taken


def _seal(case: Case, pk: UUID, words: Words) -> SealedReason:
    text = json.dumps(asdict(words), ensure_ascii=False, sort_keys=True)
    return seal_reason(sealer_for(case.pk), "taken_facts", pk, text)
