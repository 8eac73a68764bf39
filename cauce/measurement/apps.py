from django.apps import AppConfig


class MeasurementConfig(AppConfig):
    name = "cauce.measurement"
    label = "measurement"

    def ready(self) -> None:
        from . import publishing, reporting  # noqa: F401  they say who makes which publication
