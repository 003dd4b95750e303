from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    name = "notifier.delivery"

    def ready(self) -> None:
        from notifier.delivery.actions.following import follow_roster  # noqa: PLC0415 - models must be loaded
        from notifier.rosters.actions.following import followers  # noqa: PLC0415 - models must be loaded

        followers.register(follow_roster)
