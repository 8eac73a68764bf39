from django.apps import AppConfig


class CollectionConfig(AppConfig):
    name = "cauce.intake.collection"
    label = "collection"
