from django.apps import AppConfig


class ObligationsConfig(AppConfig):
    name = "cauce.staff.obligations"
    label = "obligations"
