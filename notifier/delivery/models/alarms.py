"""What whoever keeps the machine running is told of."""

from django.db import models

from notifier.delivery.choices import AlarmKind


class Alarm(models.Model):
    """Something is not as it should be, from when it was first seen until it was over. `codes` are all that was told of
    it; `step` counts how often that was: once when it was raised, and again for what was new.
    """

    kind = models.CharField(max_length=15, choices=[(k.value, k.value) for k in AlarmKind])
    seen_at = models.DateTimeField()
    raised_at = models.DateTimeField(null=True)
    step = models.PositiveSmallIntegerField(default=0)
    codes = models.JSONField(default=list)
    count = models.PositiveIntegerField(default=0)
    over_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind"], condition=models.Q(over_at__isnull=True), name="delivery_one_alarm_of_a_kind"
            )
        ]

    def __str__(self) -> str:
        return f"alarm {self.pk}: {self.kind}"
