"""Secret addresses of calendars."""

from django.db import models

from notifier.accounts.models import User


class CalendarAddress(models.Model):
    """Where a person's calendar fetches their deadlines. Whoever holds it reads them, so only its hash is kept."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=models.Q(revoked_at__isnull=True), name="breaches_one_calendar_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"calendar of {self.user_id}"
