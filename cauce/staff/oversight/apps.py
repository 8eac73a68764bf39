from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "cauce.staff.oversight"
    label = "oversight"

    def ready(self) -> None:
        from .columns import register_columns

        register_columns()
