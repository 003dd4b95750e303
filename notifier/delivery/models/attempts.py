"""Attempts: what was tried, with which exact bytes, and what came of it."""

from django.db import models

from notifier.delivery.choices import Outcome
from notifier.notices.models import Master, Notice


class Attempt(models.Model):
    """One try on one channel.

    `commitment` is SHA-256(nonce || bytes). Nonce and stamped fields lie sealed in `sealed`, so the bytes can be made
    again from the master, and nobody can test a guess against the log. `code` is the relay's three digits, or a
    stable word.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    # Found by the constraint below, which begins with it.
    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="attempts", db_index=False)
    number = models.PositiveSmallIntegerField()
    channel = models.CharField(max_length=10)
    # Without a constraint: to check it every worker would lock the one master that all its messages are made from.
    # Without an index: nobody asks for a master's attempts, and each index costs every message.
    master = models.ForeignKey(
        Master, on_delete=models.PROTECT, related_name="+", null=True, db_constraint=False, db_index=False
    )
    # Which it is of those begun together, from 1 (Tally); 0 where it was begun by itself.
    place = models.PositiveSmallIntegerField(default=0, db_default=0)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=[(o.value, o.value) for o in Outcome])
    code = models.CharField(max_length=40, blank=True)
    message_id = models.CharField(max_length=200, blank=True)
    commitment = models.CharField(max_length=64, blank=True)
    sealed = models.BinaryField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["notice", "number"], name="delivery_one_attempt_per_number")]

    def __str__(self) -> str:
        return f"attempt {self.number} of {self.notice_id}"


class Tally(models.Model):
    """How far a worker has come with the messages it began together, under its claim's token: the one in the place of
    `begun` was handed over or is being; those before it were, and the relay's answer was 250 unless their attempts say
    otherwise. Those behind it were not, and are not to be once it is `stopped`.
    """

    token = models.UUIDField(primary_key=True)
    begun = models.PositiveSmallIntegerField()
    lease_until = models.DateTimeField()
    stopped = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"tally of {self.token}"


class Plate(models.Model):
    """A letter's master as it was laid out, stored once for all letters made on it (press.plates); `master_sha256` is
    its master's. A letter is this and what it was stamped with.
    """

    master_sha256 = models.CharField(max_length=64, primary_key=True)
    pdf = models.BinaryField()
    layout = models.JSONField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"plate of {self.master_sha256[:12]}"


class MadeLetter(models.Model):
    """What a letter's plate was stamped with (press.stamp), sealed; of a letter from before there were plates its whole
    PDF. Destroyed when the letter is taken back.
    """

    attempt = models.OneToOneField(Attempt, on_delete=models.PROTECT, primary_key=True, related_name="letter")
    sealed = models.BinaryField()

    def __str__(self) -> str:
        return f"letter of {self.attempt_id}"
