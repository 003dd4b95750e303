"""What patients ask once they know of the breach, and what came of it."""

from uuid import uuid4

from django.db import models

from notifier.breaches.models import Case
from notifier.notices.choices import RequestChannel, RequestKind, RequestState
from notifier.notices.models.notice import Notice

_OPEN = RequestState.OPEN.value


class PatientRequestQuerySet(models.QuerySet["PatientRequest"]):
    def open(self) -> "PatientRequestQuerySet":
        """Neither answered nor refused yet."""
        return self.filter(state=_OPEN)


class PatientRequest(models.Model):
    """One request of one patient (GDPR Articles 12 and 15 to 22). Its clock runs from `received_at`.

    What was said, why the reply takes longer and what was replied lie sealed; `notice` is the one whose reference was
    given, empty where there was none.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="requests")
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, null=True, related_name="requests")
    kind = models.CharField(max_length=15, choices=[(k.value, k.value) for k in RequestKind])
    channel = models.CharField(max_length=10, choices=[(c.value, c.value) for c in RequestChannel])
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in RequestState])
    sealed = models.BinaryField(null=True)
    received_at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    # An audit actor such as `user:7`.
    recorded_by = models.CharField(max_length=80)
    # When the patient was told that the reply takes longer, and why.
    extended_at = models.DateTimeField(null=True)
    extension = models.BinaryField(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.CharField(max_length=80, blank=True)
    answer_channel = models.CharField(max_length=10, choices=[(c.value, c.value) for c in RequestChannel], blank=True)
    answer = models.BinaryField(null=True)

    objects = PatientRequestQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["case", "received_at"], name="notices_requests_of_case"),
            models.Index(fields=["case", "received_at"], condition=models.Q(state=_OPEN), name="notices_open_requests"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=_OPEN, answered_at__isnull=True, answered_by="", answer_channel="")
                | (~models.Q(state=_OPEN) & models.Q(answered_at__isnull=False) & ~models.Q(answered_by="")),
                name="notices_a_reply_has_its_moment",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True) | models.Q(answered_at__gte=models.F("received_at")),
                name="notices_a_reply_follows_its_request",
            ),
        ]

    def __str__(self) -> str:
        return f"request {self.pk}"
