from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "cauce.sharing.referrals"
    label = "referrals"

    def ready(self) -> None:
        from cauce.cases.own_keys import goes_along
        from cauce.custody.keystore.moving import owned_by

        from .columns import keys_of_case, posts_of_keys

        owned_by("referrals", posts_of_keys)
        goes_along("referrals", keys_of_case)
