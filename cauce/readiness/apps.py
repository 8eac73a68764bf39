from django.apps import AppConfig


class ReadinessConfig(AppConfig):
    name = "cauce.readiness"
    label = "readiness"
