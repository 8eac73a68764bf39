from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "cauce.rights.rights"
    label = "rights"

    def ready(self) -> None:
        from .columns import register_columns

        register_columns()
