"""The addresses of what is asked of Mexico: random ids, no folio and no name."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views_case, views_counts, views_office, views_post

app_name = "mexico"
urlpatterns = [
    path("peticiones/", views_office.office_page, name="list"),
    path("peticiones/cifras/", views_counts.counts, name="counts"),
    path("peticiones/oficina/", views_post.petitions_page, name="post"),
    path("peticiones/firmas/<uuid:petition_id>/", views_post.sign, name="sign"),
    path(CASE + "peticiones/", views_case.of_case, name="case"),
    path(CASE + "peticiones/nueva/", views_case.ask, name="ask"),
    path("peticiones/<uuid:petition_id>/", views_office.petition_page, name="one"),
]
