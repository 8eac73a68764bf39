from django.apps import AppConfig


class MachinesConfig(AppConfig):
    name = "cauce.sharing.machines"
    label = "machines"

    def ready(self) -> None:
        from .columns import register_columns

        register_columns()
