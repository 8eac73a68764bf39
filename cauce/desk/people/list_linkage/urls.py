"""The addresses of lists compared: random ids and the place of a pair, no name."""

from django.urls import path

from . import views, views_review

app_name = "linking"
urlpatterns = [
    path("", views.listed, name="list"),
    path("pedir/", views.ask, name="ask"),
    path("<uuid:linkage_id>/", views.one, name="one"),
    path("<uuid:linkage_id>/correr/", views.run, name="run"),
    path("<uuid:linkage_id>/par/<int:place>/", views_review.pair, name="pair"),
    path("<uuid:linkage_id>/calidad/", views_review.quality, name="quality"),
    path("<uuid:linkage_id>/conteos/", views_review.counts, name="counts"),
]
