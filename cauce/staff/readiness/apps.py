from django.apps import AppConfig


class ReadinessConfig(AppConfig):
    name = "cauce.staff.readiness"
    label = "readiness"
