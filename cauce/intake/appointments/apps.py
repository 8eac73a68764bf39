from django.apps import AppConfig


class AppointmentsConfig(AppConfig):
    name = "cauce.intake.appointments"
    label = "appointments"

    def ready(self) -> None:
        from cauce.cases.ending import ends_with

        from .actions.ending import end_appointments

        ends_with(end_appointments)
