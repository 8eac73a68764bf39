"""The addresses of partners' systems: random ids, no name."""

from django.urls import path

from . import views

app_name = "machines"
urlpatterns = [
    path("", views.systems, name="list"),
    path("<uuid:partner_id>/", views.system, name="one"),
    path("<uuid:partner_id>/llave/", views.propose_key, name="key"),
    path("<uuid:partner_id>/avisos/", views.address, name="address"),
]
