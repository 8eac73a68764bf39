from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "cauce.staff.exports"
    label = "exports"

    def ready(self) -> None:
        from .columns import register_columns

        register_columns()
