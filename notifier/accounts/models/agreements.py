"""The contract by which a controller lets the platform process its patients' data (GDPR Article 28(3))."""

from django.db import models

from notifier.accounts.models.organisations import Organisation
from notifier.accounts.models.users import User


class Agreement(models.Model):
    """A controller accepted one version of the text (rules.agreements); `sha256` is of the words it accepted."""

    controller = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreements")
    version = models.PositiveSmallIntegerField()
    sha256 = models.CharField(max_length=64)
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["controller", "version"], name="accounts_one_agreement_per_version")
        ]

    def __str__(self) -> str:
        return f"agreement {self.pk}"
