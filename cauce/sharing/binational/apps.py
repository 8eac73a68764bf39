from django.apps import AppConfig


class BinationalConfig(AppConfig):
    name = "cauce.sharing.binational"
    label = "binational"

    def ready(self) -> None:
        from cauce.cases.own_keys import goes_along
        from cauce.custody.keystore.moving import owned_by

        from .columns import keys_of_case, posts_of_keys

        owned_by("binational", posts_of_keys)
        goes_along("binational", keys_of_case)
