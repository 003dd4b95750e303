from django.apps import AppConfig

from notifier.vault import witnesses


class RostersConfig(AppConfig):
    name = "notifier.rosters"

    def ready(self) -> None:
        from notifier.rosters.queries.witnesses import one_patient_per_case  # noqa: PLC0415 - models must be loaded

        witnesses.register(one_patient_per_case)
