from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "cauce.offices"
    label = "offices"
