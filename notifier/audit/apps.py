from django.apps import AppConfig
from django.db.models.signals import post_migrate

from notifier.audit import triggers


class AuditConfig(AppConfig):
    name = "notifier.audit"

    def ready(self) -> None:
        from notifier.audit import checks, keys  # noqa: F401, PLC0415 - checks registers itself, once models are loaded

        # Keys that cannot be read stop the start, not the first event.
        keys.seal(b"")
        post_migrate.connect(triggers.install_after_migrate, sender=self, dispatch_uid="audit.triggers")
