from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "cauce.site"
    label = "site"
