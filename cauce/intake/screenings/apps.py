from django.apps import AppConfig


class ScreeningsConfig(AppConfig):
    name = "cauce.intake.screenings"
    label = "screenings"
