from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cauce.cases"
    label = "cases"

    def ready(self) -> None:
        from cauce.custody.keystore.moving import owned_by

        from .access_keys import posts_of_keys

        owned_by("cases", posts_of_keys)
