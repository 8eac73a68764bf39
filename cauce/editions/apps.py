from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "cauce.editions"
    label = "editions"
