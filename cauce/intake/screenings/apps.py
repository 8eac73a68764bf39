from django.apps import AppConfig


class ScreeningsConfig(AppConfig):
    name = "cauce.intake.screenings"
    label = "screenings"

    def ready(self) -> None:
        from .columns import register_columns

        register_columns()
