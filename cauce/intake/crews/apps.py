from django.apps import AppConfig


class CrewsConfig(AppConfig):
    name = "cauce.intake.crews"
    label = "crews"

    def ready(self) -> None:
        from cauce.sharing.referrals.together import ask_before

        from .columns import register_columns
        from .facts import kept_apart

        register_columns()
        ask_before("crews", kept_apart)
