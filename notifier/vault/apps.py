from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "notifier.vault"

    def ready(self) -> None:
        from notifier.vault import masters  # noqa: PLC0415 - reads the settings, which must be whole first

        # Keys that cannot be read stop the start, not the first patient.
        masters.current()
