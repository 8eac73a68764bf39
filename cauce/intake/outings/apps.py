from django.apps import AppConfig


class OutingsConfig(AppConfig):
    name = "cauce.intake.outings"
    label = "outings"
