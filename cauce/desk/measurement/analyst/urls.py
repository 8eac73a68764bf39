"""The addresses of editions of figures: random ids, nothing of what they hold."""

from django.urls import path

from . import views

app_name = "analyst"
urlpatterns = [
    path("cifras/", views.editions_page, name="list"),
    path("cifras/nueva/", views.new, name="new"),
    path("cifras/<uuid:edition_id>/", views.edition, name="edition"),
    path("cifras/<uuid:edition_id>/decision/", views.decide, name="decide"),
]
