from django.apps import AppConfig


class JoinsConfig(AppConfig):
    name = "cauce.sharing.joins"
    label = "joins"
