from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "cauce.intake.calls"
    label = "calls"
