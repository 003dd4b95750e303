"""What a DPO's office and a vendor do for many cases at once: who follows which, who was reminded, who was invited."""

from django.db import models

from notifier.accounts.models import Organisation, User
from notifier.breaches.models.breach import Breach
from notifier.breaches.models.case import Case


class Assignment(models.Model):
    """A colleague of the office follows the case; one at a time."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="assignments")
    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    assigned_to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    assigned_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "office"],
                condition=models.Q(ended_at__isnull=True),
                name="breaches_one_assignment_per_office",
            )
        ]

    def __str__(self) -> str:
        return f"assignment {self.pk}"


class Nudge(models.Model):
    """An office reminded a controller of what is due; at most once a day and case."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="nudges")
    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    nudged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    nudged_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "office", "day"], name="breaches_one_nudge_a_day")]

    def __str__(self) -> str:
        return f"nudge {self.pk}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def standing(self) -> "InvitationQuerySet":
        """Neither followed nor replaced by a later one; it may have expired."""
        return self.filter(accepted_at__isnull=True, replaced_at__isnull=True)


class Invitation(models.Model):
    """A person of a controller is asked, by e-mail, to set the password of their account. The link is signed, not
    stored: it names this row, and works once and until `expires_at`.
    """

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="invitations")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invitations")
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=models.Q(accepted_at__isnull=True, replaced_at__isnull=True),
                name="breaches_one_standing_invitation",
            )
        ]

    def __str__(self) -> str:
        return f"invitation {self.pk}"
