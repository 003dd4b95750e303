"""What is owed to one patient."""

from datetime import datetime
from uuid import UUID

from django.db import models

from notifier.breaches.models import Case
from notifier.notices.choices import Channel, HoldReason, State
from notifier.notices.models.wording import Wording
from notifier.rosters.choices import MailBucket
from notifier.rosters.models import Patient

_IN_HAND = [State.CLAIMED.value, State.SENDING.value]
_NEEDS_PATIENT = [State.QUEUED.value, *_IN_HAND, State.READY_TO_PRINT.value]


class PatientErased(LookupError):
    """The notice's patient is gone from the database; whoever asked should have looked at its state first."""


class NoticeQuerySet(models.QuerySet["Notice"]):
    def of_case(self, case: UUID) -> "NoticeQuerySet":
        return self.filter(case=case)

    def first_ones(self) -> "NoticeQuerySet":
        """One for each patient: whoever counts people counts these. A follow-up adds nobody."""
        return self.filter(number=1)

    def due(self, now: datetime) -> "NoticeQuerySet":
        """In the outbox, oldest first."""
        return self.filter(state=State.QUEUED.value, due_at__lte=now).order_by("due_at", "id")

    def lease_expired(self, now: datetime) -> "NoticeQuerySet":
        return self.filter(lease_until__lt=now)

    def held_by(self, token: UUID, now: datetime) -> "NoticeQuerySet":
        """Claimed or started under this token, whose lease still runs."""
        return self.filter(token=token, lease_until__gte=now)


class Notice(models.Model):
    """The duty towards one patient, its route and its state; also the row of the outbox. `number` is 1 for the first
    notice; those that follow it are told of a correction, or that more leaked.

    A worker holds it by `token` until `lease_until`. `reference` is printed on the notice; it is random, so that
    it says nothing and cannot be counted up.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    # The keys of other tables have no index of their own: those below begin with them, and each costs every message.
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notices", db_index=False)
    # Empty once the patient's data were erased; what became of the duty stays.
    patient = models.ForeignKey(
        Patient,
        on_delete=models.PROTECT,
        null=True,
        related_name="notices",
        related_query_name="notice",
        db_index=False,
    )
    number = models.PositiveSmallIntegerField(default=1)
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="notices", db_index=False)
    reference = models.CharField(max_length=20)
    channel = models.CharField(max_length=10, choices=[(c.value, c.value) for c in Channel])
    # Its patient's (rosters.models.Patient), beside the state so that a claim can choose by it.
    mail_bucket = models.CharField(max_length=12, choices=[(b.value, b.value) for b in MailBucket], blank=True)
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in State])
    hold_reason = models.CharField(max_length=30, choices=[(r.value, r.value) for r in HoldReason], blank=True)
    # What a later list said of the patient once this was under way or had left: a reason to hold that came too late,
    # and that more leaked of them than they are told here.
    late_reason = models.CharField(max_length=30, choices=[(r.value, r.value) for r in HoldReason], blank=True)
    more_leaked_at = models.DateTimeField(null=True)
    # A message of ours may have arrived: the letter that takes its place says so.
    may_have_had = models.BooleanField(default=False)
    tries = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    token = models.UUIDField(null=True)
    lease_until = models.DateTimeField(null=True)
    # The day its letter was handed to the post; it stays when the letter comes back.
    posted_on = models.DateField(null=True)
    # When the state last changed; shown to the patient who asks with the reference.
    changed_at = models.DateTimeField()

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at", "id"],
                condition=models.Q(state=State.QUEUED.value),
                name="notices_outbox",
            ),
            models.Index(
                fields=["case", "channel", "due_at", "id"],
                condition=models.Q(state=State.QUEUED.value),
                name="notices_turns",
            ),
            # Where one big provider takes no more today, what is for the others is found without passing it by one.
            models.Index(
                fields=["case", "mail_bucket", "due_at", "id"],
                condition=models.Q(state=State.QUEUED.value, channel=Channel.EMAIL.value),
                name="notices_buckets",
            ),
            models.Index(
                fields=["lease_until"],
                condition=models.Q(lease_until__isnull=False),
                name="notices_leases",
            ),
            models.Index(fields=["case", "state", "number"], name="notices_case_state"),
            # Few among many: what became of them is asked every few minutes.
            models.Index(
                fields=["changed_at"], condition=models.Q(state=State.IN_DOUBT.value), name="notices_in_doubt"
            ),
            # Few among many, and counted on every page of a case.
            models.Index(fields=["case", "late_reason"], condition=~models.Q(late_reason=""), name="notices_late"),
            models.Index(fields=["case"], condition=models.Q(more_leaked_at__isnull=False), name="notices_follow_up"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["reference"], name="notices_one_reference_each"),
            # Nobody is told twice the same: one first notice, one of each number, one of each wording. The number of a
            # follow-up that was withdrawn before anything left is free again.
            models.UniqueConstraint(
                fields=["patient"], condition=models.Q(number=1), name="notices_one_first_notice_each"
            ),
            models.UniqueConstraint(
                fields=["patient", "number"],
                condition=~models.Q(state=State.WITHDRAWN.value),
                name="notices_one_notice_per_number",
            ),
            models.UniqueConstraint(fields=["patient", "wording"], name="notices_one_notice_per_wording"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="notices_are_numbered_from_one"),
            models.CheckConstraint(
                condition=models.Q(token__isnull=True, lease_until__isnull=True)
                | models.Q(token__isnull=False, lease_until__isnull=False),
                name="notices_lease_has_token",
            ),
            models.CheckConstraint(
                condition=models.Q(token__isnull=False, state__in=_IN_HAND)
                | (models.Q(token__isnull=True) & ~models.Q(state__in=_IN_HAND)),
                name="notices_only_work_in_hand_is_leased",
            ),
            models.CheckConstraint(
                condition=models.Q(patient__isnull=False) | ~models.Q(state__in=_NEEDS_PATIENT),
                name="notices_nothing_goes_to_nobody",
            ),
            models.CheckConstraint(
                condition=models.Q(posted_on__isnull=False) | ~models.Q(state=State.POSTED.value),
                name="notices_what_is_posted_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return f"notice {self.pk}"

    @property
    def recipient(self) -> Patient:
        """The patient of a notice that may still go out. Raises PatientErased."""
        if self.patient is None:
            raise PatientErased(f"the patient of notice {self.pk} was erased")
        return self.patient
