"""The addresses of editions of figures: random ids, nothing of what they hold."""

from django.urls import path

from . import views

app_name = "analyst"
urlpatterns = [
    path("", views.listed, name="list"),
    path("preparar/", views.new, name="new"),
    path("<uuid:edition_id>/", views.edition, name="edition"),
    path("<uuid:edition_id>/decidir/", views.decide, name="decide"),
]
