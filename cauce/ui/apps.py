from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "cauce.ui"
    label = "ui"
