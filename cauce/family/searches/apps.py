from django.apps import AppConfig


class SearchesConfig(AppConfig):
    name = "cauce.family.searches"
    label = "searches"

    def ready(self) -> None:
        from cauce.custody.keystore.moving import owned_by

        from .columns import posts_of_keys

        owned_by("searches", posts_of_keys)
