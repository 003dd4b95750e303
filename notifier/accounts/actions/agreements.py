"""A controller accepts the processing agreement."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from notifier.accounts.choices import Role
from notifier.accounts.models import Agreement, Organisation, User
from notifier.accounts.policies import check_agreement
from notifier.accounts.queries import organisations_as
from notifier.accounts.rules.agreements import agreement_on
from notifier.audit.actions import Fact, record
from notifier.audit.actors import Actor


@transaction.atomic
def accept_agreement(*, controller: Organisation, version: int, user: User, by: Actor, at: datetime) -> Agreement:
    """GDPR Article 28(3): the deciding member accepts the version they were shown, which must be the one offered
    today. Accepting twice changes nothing. Raises AgreementRefused.
    """
    text = agreement_on(timezone.localdate(at))
    decides = organisations_as(user, Role.CONTROLLER).filter(pk=controller.pk).exists()
    check_agreement(decides=decides, version=version, offered=text.version)
    Organisation.objects.select_for_update().get(pk=controller.pk)
    if existing := Agreement.objects.filter(controller=controller, version=version).first():
        return existing
    agreement = Agreement.objects.create(
        controller=controller, version=version, sha256=text.sha256, accepted_by=user, accepted_at=at
    )
    data = {"version": version, "sha256": text.sha256, "accepted_by": user.pk}
    record(Fact("agreement.accepted", f"organisation:{controller.pk}", data=data), by=by, at=at)
    return agreement
