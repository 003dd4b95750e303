"""The key store: what must be destroyed for a case to be forgotten."""

from django.db import models


class DataKey(models.Model):
    """The data key of one scope (a case), wrapped by the master key named `master_id`."""

    scope = models.UUIDField(primary_key=True)
    master_id = models.CharField(max_length=40)
    wrapped = models.BinaryField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"data key of {self.scope}"
