"""The audit log: one row per fact, its place in the Merkle tree, and the signed roots over it."""

from django.db import models


class Event(models.Model):
    """A fact. `body` is the truth (RFC 8785 bytes); the other columns repeat parts of it for searching.

    `seal` shows that whoever wrote it held the log's key (audit.keys). No foreign keys, no personal data, no free
    text: the log must outlive what it speaks of.
    """

    uid = models.UUIDField(unique=True, editable=False)
    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    case_id = models.UUIDField(null=True)
    subject = models.CharField(max_length=80, blank=True)
    body = models.BinaryField()
    seal = models.BinaryField(max_length=32)

    class Meta:
        indexes = [
            models.Index(fields=["case_id", "at"], name="audit_event_of_case"),
            models.Index(fields=["subject", "id"], name="audit_event_subject"),
            # What a reader asks for among millions of events that the workers write: a day, a kind, a person.
            models.Index(fields=["at"], name="audit_event_at"),
            models.Index(fields=["kind"], name="audit_event_kind"),
            models.Index(
                fields=["case_id", "actor"], name="audit_event_people", condition=models.Q(actor__startswith="user:")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"


class Pending(models.Model):
    """An event that has no place yet. The database writes these rows itself, with each event (audit.triggers)."""

    event_id = models.BigIntegerField(primary_key=True)

    def __str__(self) -> str:
        return f"event {self.event_id} waits"


class Leaf(models.Model):
    """An event's place in the tree, from 0, without gaps. Events that committed late stand behind earlier ones."""

    place = models.BigIntegerField(primary_key=True)
    event_id = models.BigIntegerField(unique=True)

    def __str__(self) -> str:
        return f"leaf {self.place}"


class Tile(models.Model):
    """Up to 256 hashes of the tree (lib.tiles); made from the events, and could be made again."""

    level = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    hashes = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "index"], name="audit_one_tile_per_place")]

    def __str__(self) -> str:
        return f"tile {self.level}/{self.index}"


class Checkpoint(models.Model):
    """The signed root over the first `size` events. `note` is the C2SP signed note, byte for byte as handed out."""

    size = models.BigIntegerField(unique=True)
    root = models.BinaryField(max_length=32)
    note = models.BinaryField()
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"checkpoint at {self.size}"


class TimeStamp(models.Model):
    """A time-stamping authority's word (RFC 3161) that the checkpoint's note existed. `token` is the DER response."""

    size = models.BigIntegerField()
    authority = models.CharField(max_length=200)
    token = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["size", "authority"], name="audit_one_stamp_per_authority"),
        ]

    def __str__(self) -> str:
        return f"time stamp at {self.size}"
