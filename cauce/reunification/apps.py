from django.apps import AppConfig


class ReunificationConfig(AppConfig):
    name = "cauce.reunification"
    label = "reunification"

    def ready(self) -> None:
        from .columns_family import register_columns

        register_columns()
