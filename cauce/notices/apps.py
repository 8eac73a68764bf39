from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "cauce.notices"
    label = "notices"
