from django.apps import AppConfig


class ReunificationConfig(AppConfig):
    name = "cauce.family.reunification"
    label = "reunification"

    def ready(self) -> None:
        from .columns_family import register_columns as register_families
        from .columns_returning import register_columns as register_returns

        register_families()
        register_returns()
