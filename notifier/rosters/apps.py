from django.apps import AppConfig


class RostersConfig(AppConfig):
    name = "notifier.rosters"
