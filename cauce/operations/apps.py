from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "cauce.operations"
    label = "operations"
