from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "cauce.directory"
    label = "directory"

    def ready(self) -> None:
        from .columns import register_columns

        register_columns()
