from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "cauce.staff.exports"
    label = "exports"
