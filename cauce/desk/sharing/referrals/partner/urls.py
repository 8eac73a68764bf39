"""The addresses of whoever receives a request: random ids, nothing about anybody."""

from django.urls import path

from . import views

app_name = "partner"
urlpatterns = [
    path("solicitudes/", views.inbox, name="inbox"),
    path("solicitudes/<uuid:referral_id>/", views.request_page, name="request"),
]
