from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "cauce.referrals"
    label = "referrals"

    def ready(self) -> None:
        from .columns import register_columns

        register_columns()
