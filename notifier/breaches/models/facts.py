"""The facts a vendor writes for every case of its breach, version by version, and what each case made of them."""

from uuid import uuid4

from django.db import models

from notifier.accounts.models import Organisation, User
from notifier.breaches.models.breach import Breach
from notifier.breaches.models.case import Case
from notifier.breaches.rules.facts import WORDS, Facts, Words


class BreachFacts(models.Model):
    """One version; never changed and never taken back: what is wrong is said better in the next."""

    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, related_name="facts")
    number = models.PositiveSmallIntegerField()
    began_on = models.DateField()
    ended_on = models.DateField(null=True)
    categories = models.JSONField(default=list)
    what_fr = models.TextField()
    what_en = models.TextField()
    measures_fr = models.TextField()
    measures_en = models.TextField()
    contact_fr = models.TextField()
    contact_en = models.TextField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["breach", "number"], name="breaches_one_version_per_number")]

    def __str__(self) -> str:
        return f"facts {self.number} of {self.breach_id}"

    @property
    def words(self) -> Words:
        return Words(**{name: getattr(self, name) for name in WORDS})

    @property
    def facts(self) -> Facts:
        return Facts(self.began_on, self.ended_on, tuple(self.categories), self.words)


class TakenFacts(models.Model):
    """A controller made a version their own: as it is, or in their own words, which then lie sealed. The newest row of
    a case is in force; the ones before it stay.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="taken_facts")
    version = models.ForeignKey(BreachFacts, on_delete=models.PROTECT, related_name="+")
    own_words = models.BinaryField(null=True)
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "-taken_at"], name="breaches_facts_of_a_case")]

    def __str__(self) -> str:
        return f"facts taken {self.pk}"


class FactsOffer(models.Model):
    """A DPO's office points a controller to a version; nothing of the case changes by it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="facts_offers")
    version = models.ForeignKey(BreachFacts, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    offered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "version", "office"], name="breaches_one_offer_per_version")
        ]

    def __str__(self) -> str:
        return f"offer {self.pk}"
