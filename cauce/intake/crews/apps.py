from django.apps import AppConfig


class CrewsConfig(AppConfig):
    name = "cauce.intake.crews"
    label = "crews"

    def ready(self) -> None:
        from cauce.sharing.referrals.together import ask_before

        from .facts import kept_apart

        ask_before("crews", kept_apart)
