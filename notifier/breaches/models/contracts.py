"""What a controller's contract with its vendor says of telling it of a breach."""

from django.db import models

from notifier.accounts.models import Organisation
from notifier.practices.models import Controller


class VendorTerm(models.Model):
    """The hours of the contract under GDPR Article 28, from a day on; without hours it sets no figure. Rows are added,
    never changed; `stated_by` is an actor of the log.
    """

    controller = models.ForeignKey(Controller, on_delete=models.PROTECT, related_name="vendor_terms")
    vendor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    hours = models.PositiveSmallIntegerField(null=True)
    stated_by = models.CharField(max_length=80)
    stated_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["controller", "vendor", "since"], name="breaches_terms_of_a_vendor")]

    def __str__(self) -> str:
        return f"term {self.pk}"
