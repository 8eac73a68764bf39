from django.apps import AppConfig


class OutingsConfig(AppConfig):
    name = "cauce.outings"
    label = "outings"
