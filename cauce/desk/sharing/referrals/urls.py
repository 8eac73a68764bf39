"""Addresses of requests to a provider, of a case and of a group, and of their sealed envelopes."""

from django.urls import path

from . import views_envelope, views_paper, views_refer, views_referral, views_together

app_name = "protection"
CASE = "caso/<uuid:case_id>/"
urlpatterns = [
    path(CASE + "canalizar/", views_refer.refer, name="refer"),
    path(CASE + "canalizar/varias/", views_together.many, name="refer_many"),
    path("grupo/<uuid:service_id>/", views_together.group, name="refer_group"),
    path("canalizacion/<uuid:referral_id>/", views_referral.referral, name="referral"),
    path("canalizacion/<uuid:referral_id>/hoja/", views_paper.paper, name="referral_paper"),
    path("canalizacion/<uuid:referral_id>/sobre/", views_envelope.envelope, name="envelope"),
    path("sobres/", views_envelope.to_sign, name="envelopes"),
    path("sobres/<uuid:envelope_id>/", views_envelope.sign, name="envelope_sign"),
]
