from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "cauce.staff.accounts"
    label = "accounts"
