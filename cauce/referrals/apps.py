from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "cauce.referrals"
    label = "referrals"
