from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cauce.cases"
    label = "cases"
