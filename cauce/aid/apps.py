from django.apps import AppConfig


class AidConfig(AppConfig):
    name = "cauce.aid"
    label = "aid"

    def ready(self) -> None:
        from .columns import register_columns

        register_columns()
