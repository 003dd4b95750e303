"""One breach for one controller: its own awareness, deadlines, filing."""

from uuid import uuid4

from django.db import models

from notifier.accounts.choices import Role
from notifier.accounts.models import User
from notifier.accounts.queries import has_role, mandating_controllers, organisations_as
from notifier.breaches.choices import FilingChannel
from notifier.breaches.models.breach import Breach
from notifier.practices.models import Controller


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, user: User) -> "CaseQuerySet":
        """Every page starts here. A vendor sees no case: it writes facts and reads counts."""
        if has_role(user, Role.AUDITOR, Role.OPERATOR):
            return self
        return self.filter(
            models.Q(controller__organisation__in=organisations_as(user, Role.CONTROLLER, Role.ASSISTANT))
            | models.Q(controller__organisation__in=mandating_controllers(user, Role.DPO, Role.COORDINATOR))
        )

    def decided_by(self, user: User) -> "CaseQuerySet":
        """Cases where the user acts for the controller: only they approve, file and decide."""
        return self.filter(controller__organisation__in=organisations_as(user, Role.CONTROLLER))


class Case(models.Model):
    """`aware_at` is the controller's own awareness (EDPB Guidelines 9/2022): one per controller, never the vendor's."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="cases")
    controller = models.ForeignKey(Controller, on_delete=models.PROTECT, related_name="cases")
    aware_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    # The controller's instruction to compare their patients with those of others who gave it; without it nothing is.
    comparison_allowed_at = models.DateTimeField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["breach", "controller"], name="breaches_one_case_per_controller")
        ]

    def __str__(self) -> str:
        return f"case {self.pk}"


class Filing(models.Model):
    """The act of having filed with the authority. It alone stops the Article 33 clock."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="filings")
    filed_at = models.DateTimeField()
    channel = models.CharField(max_length=20, choices=[(c.value, c.value) for c in FilingChannel])
    receipt = models.CharField(max_length=60, blank=True)
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"filing {self.pk}"
