from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "cauce.staff.oversight"
    label = "oversight"
