from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "cauce.staff.accounts"
    label = "accounts"

    def ready(self) -> None:
        from .columns import register_columns

        register_columns()
