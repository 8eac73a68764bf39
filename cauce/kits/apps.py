from django.apps import AppConfig


class KitsConfig(AppConfig):
    name = "cauce.kits"
    label = "kits"
