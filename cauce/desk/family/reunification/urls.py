"""The addresses of families. None carries a folio or a name."""

from django.urls import path

from . import views, views_relative, views_shared

app_name = "families"
urlpatterns = [
    path("", views_shared.listed, name="list"),
    path("cifras/", views_shared.numbers, name="numbers"),
    path("compartida/<uuid:reunion_id>/", views_shared.shared, name="shared"),
    path("caso/<uuid:case_id>/", views.case, name="case"),
    path("caso/<uuid:case_id>/datos/", views.about, name="about"),
    path("caso/<uuid:case_id>/compartir/", views.share, name="share"),
    path("caso/<uuid:case_id>/agregar/", views_relative.add, name="add"),
    path("caso/<uuid:case_id>/familiar/<uuid:relative_id>/", views_relative.relative, name="relative"),
]
