from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "cauce.exports"
    label = "exports"
