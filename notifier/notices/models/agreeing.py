"""Who agreed to a wording before it is approved, and what was looked at for it."""

from uuid import uuid4

from django.db import models

from notifier.accounts.models import User
from notifier.breaches.models import Case
from notifier.notices.models.wording import Wording


class Demand(models.Model):
    """Two people of the controller are to approve the case's wordings, while it is not lifted. Lifting it gives a
    reason, which lies sealed.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="two_person_demands")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sealed = models.BinaryField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(lifted_at__isnull=True), name="notices_one_demand_per_case"
            ),
            models.CheckConstraint(
                condition=models.Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | models.Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="notices_a_lifted_demand_names_who",
            ),
        ]

    def __str__(self) -> str:
        return f"demand of two for {self.case_id}"


class FirstApproval(models.Model):
    """The first of two people's word for exactly the texts with this hash; once they change it stands for nothing."""

    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="first_approvals")
    read_sha256 = models.CharField(max_length=64)
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["wording", "read_sha256", "approved_by"], name="notices_one_first_approval_each"
            )
        ]

    def __str__(self) -> str:
        return f"first approval {self.read_sha256[:12]}"


class RosterCheck(models.Model):
    """The newest look at every letter a wording would make. Who does not fit is found anew for whoever may see people;
    here stand only how many, by finding, and the fingerprint of each.
    """

    wording = models.OneToOneField(Wording, on_delete=models.PROTECT, related_name="roster_check")
    read_sha256 = models.CharField(max_length=64)
    patients = models.PositiveIntegerField()
    # By code: how many patients, and the fingerprint of who they are.
    found = models.JSONField()
    checked_at = models.DateTimeField()
    checked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"check of {self.patients}"
