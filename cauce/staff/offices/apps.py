from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "cauce.staff.offices"
    label = "offices"
