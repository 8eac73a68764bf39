from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    name = "cauce.disclosures"
    label = "disclosures"
