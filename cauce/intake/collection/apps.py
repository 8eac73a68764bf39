from django.apps import AppConfig


class CollectionConfig(AppConfig):
    name = "cauce.intake.collection"
    label = "collection"

    def ready(self) -> None:
        from .columns import register_columns

        register_columns()
