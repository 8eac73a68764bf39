from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "cauce.learning"
    label = "learning"
