from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "cauce.intake.appointments"
    label = "appointments"
