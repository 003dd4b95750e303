"""`manage.py checkpoint`: signs the log as it stands and prints the checkpoint, to be kept elsewhere."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from notifier.audit.checkpoints import make_checkpoint


class Command(BaseCommand):
    help = "Signs the audit log as it stands and prints the checkpoint (C2SP tlog-checkpoint)."

    def handle(self, *args: Any, **options: Any) -> None:
        checkpoint = make_checkpoint(at=timezone.now())
        self.stdout.write(bytes(checkpoint.note).decode(), ending="")
