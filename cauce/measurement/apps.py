from django.apps import AppConfig


class MeasurementConfig(AppConfig):
    name = "cauce.measurement"
    label = "measurement"

    def ready(self) -> None:
        from .publishing import publishing  # noqa: F401  says who makes which publication
        from .publishing.reports import files, making  # noqa: F401  and who prints which
