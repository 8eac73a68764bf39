"""The addresses of the programmes; the second carries the random id of a case, never a person."""

from django.urls import path

from . import views

app_name = "programmes"
urlpatterns = [
    path("", views.listed, name="list"),
    path("caso/<uuid:case_id>/", views.of_case, name="case"),
]
