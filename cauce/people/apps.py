from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "cauce.people"
    label = "people"

    def ready(self) -> None:
        from .columns import register_columns

        register_columns()
