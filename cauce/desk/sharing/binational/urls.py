"""The addresses of what is asked of Mexico: random ids, no folio and no name."""

from django.urls import path

from . import views_case, views_counts, views_office, views_post

app_name = "mexico"
urlpatterns = [
    path("", views_office.listed, name="list"),
    path("numeros/", views_counts.counts, name="counts"),
    path("oficina/", views_post.listed, name="post"),
    path("firma/<uuid:petition_id>/", views_post.sign, name="sign"),
    path("caso/<uuid:case_id>/", views_case.of_case, name="case"),
    path("caso/<uuid:case_id>/pedir/", views_case.ask, name="ask"),
    path("<uuid:petition_id>/", views_office.one, name="one"),
]
