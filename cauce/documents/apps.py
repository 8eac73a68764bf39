from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "cauce.documents"
    label = "documents"
