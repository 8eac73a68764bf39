from django.apps import AppConfig


class BinationalConfig(AppConfig):
    name = "cauce.sharing.binational"
    label = "binational"
