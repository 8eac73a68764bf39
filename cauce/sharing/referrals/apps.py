from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "cauce.sharing.referrals"
    label = "referrals"
