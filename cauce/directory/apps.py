from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "cauce.directory"
    label = "directory"
