"""The addresses of lists compared: random ids and the place of a pair, no name."""

from django.urls import path

from . import views, views_review

app_name = "list_linkage"
urlpatterns = [
    path("cotejos/", views.linkages_page, name="list"),
    path("cotejos/nuevo/", views.ask, name="ask"),
    path("cotejos/<uuid:linkage_id>/", views.linkage_page, name="one"),
    path("cotejos/<uuid:linkage_id>/corrida/", views.run, name="run"),
    path("cotejos/<uuid:linkage_id>/pares/<int:place>/", views_review.pair, name="pair"),
    path("cotejos/<uuid:linkage_id>/calidad/", views_review.quality, name="quality"),
    path("cotejos/<uuid:linkage_id>/conteos/", views_review.counts, name="counts"),
]
