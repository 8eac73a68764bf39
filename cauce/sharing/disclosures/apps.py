from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    name = "cauce.sharing.disclosures"
    label = "disclosures"
