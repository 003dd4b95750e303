"""What this database is for."""

from django.db import models


class Installation(models.Model):
    """One row, written when the database is set up: a demo accepts only reserved mail domains, for ever."""

    is_demo = models.BooleanField()
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return "demo" if self.is_demo else "real"
