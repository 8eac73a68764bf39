"""The addresses of families. None carries a folio or a name."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views, views_relative, views_shared

app_name = "families"
urlpatterns = [
    path("familias/", views_shared.families_page, name="list"),
    path("familias/cifras/", views_shared.numbers, name="numbers"),
    path("familias/compartidas/<uuid:reunion_id>/", views_shared.shared, name="shared"),
    path(CASE + "familia/", views.case, name="case"),
    path(CASE + "familia/datos/", views.about, name="about"),
    path(CASE + "familia/acuerdo/", views.share, name="share"),
    path(CASE + "familia/familiares/", views_relative.add, name="add"),
    path(CASE + "familia/familiares/<uuid:relative_id>/", views_relative.relative, name="relative"),
]
