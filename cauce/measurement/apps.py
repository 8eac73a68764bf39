from django.apps import AppConfig


class MeasurementConfig(AppConfig):
    name = "cauce.measurement"
    label = "measurement"
