"""Who owes the duty, and the physicians whose patients are concerned."""

from django.db import models

from notifier.accounts.models import Organisation, User
from notifier.practices.choices import ControllerKind, Specialty


class Controller(models.Model):
    """A self-employed physician or a practice: the controller under GDPR Article 4(7), with its letterhead."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.PROTECT, primary_key=True, related_name="controller"
    )
    kind = models.CharField(max_length=20, choices=ControllerKind)
    siren = models.CharField(max_length=9, blank=True)
    finess = models.CharField(max_length=9, blank=True)
    street = models.CharField(max_length=100)
    postcode = models.CharField(max_length=10)
    town = models.CharField(max_length=60)
    telephone = models.CharField(max_length=20)
    # Patients answer here; never the sender's address of the campaign.
    reply_email = models.EmailField()
    # The domain of that address when it was last looked up, and why no mail to it arrives, where none does.
    reply_checked = models.CharField(max_length=255, blank=True, default="")
    reply_fault = models.CharField(max_length=20, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["siren"], condition=~models.Q(siren=""), name="practices_one_controller_per_siren"
            )
        ]

    def __str__(self) -> str:
        return f"controller {self.pk}"

    @property
    def reply_domain(self) -> str:
        return self.reply_email.rpartition("@")[2].lower()

    @property
    def takes_no_reply(self) -> bool:
        """Whether the address as it is now was found to take no mail."""
        return bool(self.reply_fault) and self.reply_checked == self.reply_domain


class Physician(models.Model):
    """A doctor; for the self-employed, controller and physician are one."""

    controller = models.ForeignKey(Controller, on_delete=models.PROTECT, related_name="physicians")
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="physicians")
    rpps = models.CharField(max_length=11, unique=True)
    given_name = models.CharField(max_length=80)
    family_name = models.CharField(max_length=80)
    specialty = models.CharField(max_length=30, choices=Specialty)

    def __str__(self) -> str:
        return f"physician {self.rpps}"

    @property
    def full_name(self) -> str:
        return f"Dr {self.given_name} {self.family_name}"
