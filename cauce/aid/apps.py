from django.apps import AppConfig


class AidConfig(AppConfig):
    name = "cauce.aid"
    label = "aid"
