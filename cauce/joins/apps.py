from django.apps import AppConfig


class JoinsConfig(AppConfig):
    name = "cauce.joins"
    label = "joins"
