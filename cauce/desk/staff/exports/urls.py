"""The addresses of files that leave."""

from django.urls import path

from . import views

app_name = "files"
urlpatterns = [
    path("archivos/", views.own, name="list"),
    path("archivos/salidas/", views.left, name="left"),
    path("archivos/<uuid:export_id>/", views.file_page, name="file"),
    path("archivos/<uuid:export_id>/descarga/", views.take, name="take"),
]
