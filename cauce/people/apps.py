from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "cauce.people"
    label = "people"
