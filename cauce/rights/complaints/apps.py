from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "cauce.rights.complaints"
    label = "complaints"
