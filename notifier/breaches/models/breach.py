"""The security event itself."""

from uuid import uuid4

from django.db import models

from notifier.accounts.choices import Role
from notifier.accounts.models import Organisation, User
from notifier.accounts.queries import has_role, mandating_controllers, organisations_as


class BreachQuerySet(models.QuerySet["Breach"]):
    def visible_to(self, user: User) -> "BreachQuerySet":
        """Breaches of the user's vendor, of their practice's cases, or of the controllers that mandated them."""
        if has_role(user, Role.AUDITOR, Role.OPERATOR):
            return self
        of_vendor = models.Q(vendor__in=organisations_as(user, Role.VENDOR))
        practices = organisations_as(user, Role.CONTROLLER, Role.ASSISTANT)
        of_practice = models.Q(cases__controller__organisation__in=practices)
        followed = mandating_controllers(user, Role.DPO, Role.COORDINATOR)
        of_office = models.Q(cases__controller__organisation__in=followed)
        return self.filter(of_vendor | of_practice | of_office).distinct()


class Breach(models.Model):
    """What happened at a vendor (processor) or a practice; the facts every case shares."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    title = models.CharField(max_length=200)
    vendor = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="breaches")
    began_on = models.DateField()
    ended_on = models.DateField(null=True)
    # Names of notifier.rosters.choices.Category: what may have leaked of anyone.
    categories = models.JSONField(default=list)
    # Said when the breach is opened and never changed: an exercise runs everything and reaches nobody.
    is_drill = models.BooleanField(default=False)
    created_at = models.DateTimeField()

    objects = BreachQuerySet.as_manager()

    def __str__(self) -> str:
        return f"breach {self.pk}"
