from django.apps import AppConfig


class ReunificationConfig(AppConfig):
    name = "cauce.reunification"
    label = "reunification"
