from django.apps import AppConfig


class DossiersConfig(AppConfig):
    name = "notifier.dossiers"

    def ready(self) -> None:
        from notifier.dossiers import checks  # noqa: F401, PLC0415 - registers itself; models must be loaded first
