from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    name = "cauce.sharing.disclosures"
    label = "disclosures"

    def ready(self) -> None:
        from .columns import register_columns

        register_columns()
