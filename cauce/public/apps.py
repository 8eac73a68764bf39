from django.apps import AppConfig


class PublicConfig(AppConfig):
    name = "cauce.public"
    label = "public"
