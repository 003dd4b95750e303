"""The outbox: whose turn it is, what stands still and why, what others said of what was sent, mail to staff."""

from datetime import datetime
from uuid import uuid4

from django.db import models

from notifier.accounts.models import User
from notifier.breaches.models import Breach, Case, Document
from notifier.delivery.choices import (
    Answer,
    Evidence,
    FeedbackKind,
    HaltKind,
    HaltReason,
    ProviderKind,
    StaffMailKind,
    StaffMailState,
    Step,
)
from notifier.notices.models import Notice


class Turn(models.Model):
    """When a case was last served on a channel: the cases take turns, so that a large one holds up no other."""

    # Without a constraint: checking it would lock the case, which an import holds while it asks for notices.
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False)
    channel = models.CharField(max_length=10)
    served_at = models.DateTimeField()
    # Until then a limit lets nothing of it go (actions.claiming): it is passed over without being looked at.
    rests_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "channel"], name="delivery_one_turn_per_channel")]

    def __str__(self) -> str:
        return f"turn of {self.case_id} on {self.channel}"


class Pause(models.Model):
    """A channel that was stopped because whatever it was given was refused; tried again from `until` on."""

    channel = models.CharField(max_length=10, primary_key=True)
    until = models.DateTimeField()
    code = models.CharField(max_length=40)

    def __str__(self) -> str:
        return f"pause of {self.channel}"


class HaltQuerySet(models.QuerySet["Halt"]):
    def in_force(self, at: datetime) -> "HaltQuerySet":
        return self.filter(models.Q(until__isnull=True) | models.Q(until__gt=at), lifted_at__isnull=True)


class Halt(models.Model):
    """Someone has nothing more go out for now: of a case, of a breach, or of everything where both are empty."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="halts")
    breach = models.ForeignKey(Breach, on_delete=models.PROTECT, null=True, related_name="halts")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in HaltKind])
    reason = models.CharField(max_length=20, choices=[(r.value, r.value) for r in HaltReason])
    begun_at = models.DateTimeField()
    # An audit actor such as `user:7`.
    begun_by = models.CharField(max_length=80)
    until = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)

    objects = HaltQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(case__isnull=True) | models.Q(breach__isnull=True),
                name="delivery_halt_has_one_scope",
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(kind=HaltKind.PAUSE.value),
                name="delivery_a_stop_ends_by_an_act",
            ),
        ]
        indexes = [
            # Asked for before every claim; those in force are few.
            models.Index(fields=["begun_at"], condition=models.Q(lifted_at__isnull=True), name="delivery_halts_open")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class DoubtRuling(models.Model):
    """What a person said of messages in doubt, and the reason, sealed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="doubt_rulings")
    answer = models.CharField(max_length=10, choices=[(a.value, a.value) for a in Answer])
    evidence = models.CharField(max_length=20, choices=[(e.value, e.value) for e in Evidence])
    count = models.PositiveIntegerField()
    reason = models.BinaryField(null=True)
    given_at = models.DateTimeField()
    given_by = models.CharField(max_length=80)

    def __str__(self) -> str:
        return f"ruling {self.pk}"


class Feedback(models.Model):
    """One word on a message after it was accepted, from a bounce or a provider's webhook. `key` tells it from every
    other, however often it comes; `step` is what it did, empty or LATER where that is still to be done; `code` is an
    enhanced status code (RFC 3463), or a stable word.
    """

    key = models.CharField(max_length=64, primary_key=True)
    # Without a constraint: checking it would wait for whoever holds the notice.
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="feedback", db_constraint=False)
    kind = models.CharField(max_length=15, choices=[(k.value, k.value) for k in FeedbackKind])
    code = models.CharField(max_length=40, blank=True)
    said_at = models.DateTimeField()
    came_at = models.DateTimeField()
    step = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Step], blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["came_at"], condition=models.Q(step=Step.LATER.value), name="delivery_later_words")
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.notice_id}"


class Suppression(models.Model):
    """An address nothing is mailed to any more from this case: `index` is that of the mailbox, under the case's key."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="suppressions", db_constraint=False)
    index = models.BinaryField(max_length=16)
    kind = models.CharField(max_length=15, choices=[(k.value, k.value) for k in FeedbackKind])
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "index"], name="delivery_one_suppression_per_mailbox")]

    def __str__(self) -> str:
        return f"suppression in {self.case_id}"


class Completeness(models.Model):
    """Whether everyone of a case was accounted for when it was last looked at. `differences` are objects with a code,
    what was expected and what was found; empty where all is well.
    """

    case = models.OneToOneField(Case, on_delete=models.CASCADE, primary_key=True, related_name="completeness")
    checked_at = models.DateTimeField()
    # When every single notice was last compared with its events.
    compared_at = models.DateTimeField(null=True)
    differences = models.JSONField(default=list)

    def __str__(self) -> str:
        return f"completeness of {self.case_id}"


class Lighting(models.Model):
    """What the beacon was last lit with; a single row (delivery.actions.crashes)."""

    token = models.UUIDField()

    def __str__(self) -> str:
        return f"lighting {self.token}"


class Beacon(models.Model):
    """Goes out when PostgreSQL crashes: its table is UNLOGGED there."""

    token = models.UUIDField(primary_key=True)

    def __str__(self) -> str:
        return f"beacon {self.token}"


class Handover(models.Model):
    """A provider holds copies of what it was handed of a case; `days` are those agreed when it was last handed any,
    None without a figure. `provider` is a printer's code word, empty for the relay. What it is handed after its word
    that all is erased is another row. `confirmed_by` is an actor of the log.
    """

    # Without a constraint: checking it would lock the case, which an import holds for as long as it takes.
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="handovers", db_constraint=False)
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in ProviderKind])
    provider = models.CharField(max_length=40, blank=True)
    began_at = models.DateTimeField()
    handed_at = models.DateTimeField()
    days = models.PositiveSmallIntegerField(null=True)
    erased_at = models.DateTimeField(null=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_by = models.CharField(max_length=80, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "kind", "provider"],
                condition=models.Q(erased_at__isnull=True),
                name="delivery_one_open_handover",
            ),
            models.CheckConstraint(
                condition=models.Q(erased_at__isnull=True, confirmed_at__isnull=True, confirmed_by="")
                | (models.Q(erased_at__isnull=False, confirmed_at__isnull=False) & ~models.Q(confirmed_by="")),
                name="delivery_an_erasure_has_its_word",
            ),
        ]

    def __str__(self) -> str:
        return f"handover {self.pk}"


class StaffMail(models.Model):
    """One message to one person of a practice or office. Its text is made when it is sent, and kept nowhere.

    `key` says what it is, for whom and when, so that nothing is owed twice; `code` says why it failed.
    """

    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in StaffMailKind])
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=120, unique=True)
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in StaffMailState])
    tries = models.PositiveSmallIntegerField(default=0)
    owed_at = models.DateTimeField()
    due_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    sent_at = models.DateTimeField(null=True)
    code = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["due_at"],
                name="delivery_staff_mail_open",
                condition=models.Q(state__in=[StaffMailState.OWED.value, StaffMailState.SENDING.value]),
            )
        ]

    def __str__(self) -> str:
        return f"staff mail {self.pk}"
