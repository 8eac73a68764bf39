from django.apps import AppConfig


class ObligationsConfig(AppConfig):
    name = "cauce.obligations"
    label = "obligations"
