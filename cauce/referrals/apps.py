from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "cauce.referrals"
    label = "referrals"

    def ready(self) -> None:
        from cauce.keystore.moving import owned_by

        from .columns import posts_of_keys, register_columns

        register_columns()
        owned_by("referrals", posts_of_keys)
