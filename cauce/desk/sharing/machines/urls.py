"""The addresses of partners' systems: random ids, no name."""

from django.urls import path

from . import views

app_name = "machines"
urlpatterns = [
    path("sistemas/", views.systems, name="list"),
    path("sistemas/<uuid:partner_id>/", views.system, name="one"),
    path("sistemas/<uuid:partner_id>/llave/", views.propose_key, name="key"),
    path("sistemas/<uuid:partner_id>/avisos/", views.address, name="address"),
]
