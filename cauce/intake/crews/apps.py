from django.apps import AppConfig


class CrewsConfig(AppConfig):
    name = "cauce.intake.crews"
    label = "crews"
