from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "cauce.protocol.documents"
    label = "documents"
