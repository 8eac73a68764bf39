from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "cauce.accounts"
    label = "accounts"
