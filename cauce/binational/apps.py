from django.apps import AppConfig


class BinationalConfig(AppConfig):
    name = "cauce.binational"
    label = "binational"
