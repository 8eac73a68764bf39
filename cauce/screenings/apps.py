from django.apps import AppConfig


class ScreeningsConfig(AppConfig):
    name = "cauce.screenings"
    label = "screenings"
