"""Addresses of requests to a provider, of a case and of a group, and of their sealed envelopes."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views_envelope, views_paper, views_refer, views_referral, views_together

app_name = "protection"
urlpatterns = [
    path(CASE + "canalizaciones/", views_refer.refer, name="refer"),
    path(CASE + "canalizaciones/varias/", views_together.many, name="refer_many"),
    path("canalizaciones/grupos/<uuid:service_id>/", views_together.group, name="refer_group"),
    path("canalizaciones/<uuid:referral_id>/", views_referral.referral, name="referral"),
    path("canalizaciones/<uuid:referral_id>/hoja/", views_paper.paper, name="referral_paper"),
    path("canalizaciones/<uuid:referral_id>/sobre/", views_envelope.envelope, name="envelope"),
    path("sobres/", views_envelope.to_sign, name="envelopes"),
    path("sobres/<uuid:envelope_id>/", views_envelope.sign, name="envelope_sign"),
]
