"""Organisations, who works for them, and whom they mandate."""

from django.db import models
from django.db.models import Q

from notifier.accounts.choices import OrganisationKind, Role
from notifier.accounts.models.users import User


class Organisation(models.Model):
    """A practice (controller), a DPO's office, a vendor or the platform itself: the unit people belong to."""

    kind = models.CharField(max_length=20, choices=OrganisationKind)
    name = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person's role in an organisation; several are allowed."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation", "role"], name="accounts_one_membership_per_role")
        ]

    def __str__(self) -> str:
        return f"{self.role} of {self.organisation_id}"


class MandateQuerySet(models.QuerySet["Mandate"]):
    def in_force(self) -> "MandateQuerySet":
        return self.filter(accepted_at__isnull=False, ended_at__isnull=True)


class Mandate(models.Model):
    """A controller lets a DPO's office follow its cases; names are shown only if the mandate says so."""

    controller = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="mandates_given")
    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="mandates_held")
    may_see_names = models.BooleanField(default=False)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    objects = MandateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["controller", "office"],
                condition=Q(ended_at__isnull=True),
                name="accounts_one_mandate_in_force",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="accounts_acceptance_has_its_person",
            ),
        ]

    def __str__(self) -> str:
        return f"mandate {self.pk}"
