from django.apps import AppConfig


class EditionsConfig(AppConfig):
    name = "cauce.protocol.editions"
    label = "editions"
