from django.apps import AppConfig


class CallsConfig(AppConfig):
    name = "cauce.intake.calls"
    label = "calls"

    def ready(self) -> None:
        from .columns import register_columns

        register_columns()
