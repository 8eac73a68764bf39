from django.apps import AppConfig


class MeasurementConfig(AppConfig):
    name = "cauce.measurement"
    label = "measurement"

    def ready(self) -> None:
        from .columns import register_columns

        register_columns()
