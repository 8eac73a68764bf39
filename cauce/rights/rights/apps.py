from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "cauce.rights.rights"
    label = "rights"
