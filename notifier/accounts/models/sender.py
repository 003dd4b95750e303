"""Whether the world believes that what is sent in the campaign's name comes from it."""

from django.db import models


class SenderCheck(models.Model):
    """What was last found in the DNS. `configuration` is the SHA-256 of what was asked about, so that an answer counts
    for no other sender. `verdict` (post.sender.judging) is that of `settled_at`, the last time all that mattered was
    answered, and empty before; `failed` are the names nobody could be asked about at `asked_at`.
    """

    configuration = models.CharField(max_length=64, primary_key=True)
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    verdict = models.CharField(max_length=10, blank=True)
    # Objects with a code, a weight, a name, and the records found and wanted.
    faults = models.JSONField(default=list)
    failed = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(settled_at__isnull=True, verdict="")
                | (models.Q(settled_at__isnull=False) & ~models.Q(verdict="")),
                name="accounts_a_verdict_has_its_moment",
            )
        ]

    def __str__(self) -> str:
        return f"sender check of {self.configuration[:12]}"
