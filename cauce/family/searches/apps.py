from django.apps import AppConfig


class SearchesConfig(AppConfig):
    name = "cauce.family.searches"
    label = "searches"
