from django.apps import AppConfig


class MeasurementConfig(AppConfig):
    name = "cauce.measurement"
    label = "measurement"

    def ready(self) -> None:
        from . import publishing  # noqa: F401  says who makes which publication
        from .columns import register_columns
        from .reports import files, making  # noqa: F401  and who prints which

        register_columns()
