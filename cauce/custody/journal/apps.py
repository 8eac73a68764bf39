from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "cauce.custody.journal"
    label = "journal"
