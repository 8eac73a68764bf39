from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "cauce.staff.notices"
    label = "notices"
