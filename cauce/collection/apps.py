from django.apps import AppConfig


class CollectionConfig(AppConfig):
    name = "cauce.collection"
    label = "collection"
