from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "cauce.journal"
    label = "journal"
