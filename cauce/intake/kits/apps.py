from django.apps import AppConfig


class KitsConfig(AppConfig):
    name = "cauce.intake.kits"
    label = "kits"
