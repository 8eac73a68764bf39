from django.apps import AppConfig


class ReunificationConfig(AppConfig):
    name = "cauce.family.reunification"
    label = "reunification"
