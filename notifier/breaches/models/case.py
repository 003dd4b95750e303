"""One breach for one controller: its own awareness, deadlines, filing."""

from uuid import uuid4

from django.db import models

from notifier.accounts.choices import Role
from notifier.accounts.models import User
from notifier.accounts.queries import has_role, mandating_controllers, organisations_as
from notifier.breaches.models.breach import Breach
from notifier.breaches.policies import check_open
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

    def followed_by(self, user: User) -> "CaseQuerySet":
        """Cases of the controllers that mandated an office where the user is a DPO or coordinator."""
        return self.filter(controller__organisation__in=mandating_controllers(user, Role.DPO, Role.COORDINATOR))

    def decided_by(self, user: User) -> "CaseQuerySet":
        """Cases where the user acts for the controller: only they approve, file and decide."""
        return self.filter(controller__organisation__in=organisations_as(user, Role.CONTROLLER))


class Case(models.Model):
    """`aware_at` is the controller's own awareness (EDPB Guidelines 9/2022): one per controller, never the vendor's.

    A closed case may be opened again until its erasure begins; from `erasing_at` on nobody may read or write people,
    for the data key may be gone at any moment.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="cases")
    controller = models.ForeignKey(Controller, on_delete=models.PROTECT, related_name="cases")
    aware_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    # The controller's instruction to compare their patients with those of others who gave it; without it nothing is.
    comparison_allowed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    erasing_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    # The controller may put the erasure off once; the reason lies sealed.
    postponed_to = models.DateField(null=True)
    postponing_reason = models.BinaryField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["breach", "controller"], name="breaches_one_case_per_controller"),
            models.CheckConstraint(
                condition=models.Q(erasing_at__isnull=True) | models.Q(closed_at__isnull=False),
                name="breaches_only_closed_cases_are_erased",
            ),
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True) | models.Q(erasing_at__isnull=False),
                name="breaches_an_erasure_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"case {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.closed_at is None

    @property
    def is_erased(self) -> bool:
        """From the first step of the erasure on."""
        return self.erasing_at is not None

    def check_open(self) -> None:
        """Raises policies.CaseNotOpen where nothing may be added; ask a locked row."""
        check_open(closed_at=self.closed_at, erasing_at=self.erasing_at)
