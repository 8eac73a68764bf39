from django.apps import AppConfig


class ReunificationConfig(AppConfig):
    name = "cauce.reunification"
    label = "reunification"

    def ready(self) -> None:
        from .columns_returning import register_columns as register_returns

        register_returns()
