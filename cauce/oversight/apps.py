from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "cauce.oversight"
    label = "oversight"
