"""How fast a case may go out, and what of each limit is used up."""

from django.db import models

from notifier.breaches.models import Case
from notifier.delivery.choices import Span


class CasePace(models.Model):
    """What the controller set for the case: to how many patients of one physician an e-mail may go in a day, and
    between which hours none goes; by the practice's own clock. Empty where that is not limited.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, primary_key=True, related_name="pace")
    per_day = models.PositiveIntegerField(null=True)
    quiet_from = models.TimeField(null=True)
    quiet_until = models.TimeField(null=True)
    set_at = models.DateTimeField()
    # An audit actor such as `user:7`.
    set_by = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(per_day__isnull=True) | models.Q(per_day__gte=1),
                name="delivery_a_limit_lets_some_go",
            ),
            models.CheckConstraint(
                condition=models.Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | (
                    models.Q(quiet_from__isnull=False, quiet_until__isnull=False)
                    & ~models.Q(quiet_from=models.F("quiet_until"))
                ),
                name="delivery_quiet_hours_end",
            ),
        ]

    def __str__(self) -> str:
        return f"pace of {self.case_id}"


class Window(models.Model):
    """How many messages were claimed within one minute, hour or day that a limit is on, less those given back unbegun.

    `scope` is `relay`, `bucket` or `case:` and its id, `key` the domain, the bucket or the physician's number. The
    workers' claims lock these rows, in the order of their constraint.
    """

    scope = models.CharField(max_length=50)
    begins_at = models.DateTimeField()
    span = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Span])
    key = models.CharField(max_length=255)
    used = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scope", "begins_at", "span", "key"], name="delivery_one_count_per_window")
        ]

    def __str__(self) -> str:
        return f"{self.span} of {self.scope}"
