"""The addresses of files that leave."""

from django.urls import path

from . import views

app_name = "files"
urlpatterns = [
    path("", views.own, name="list"),
    path("salidas/", views.left, name="left"),
    path("<uuid:export_id>/", views.one, name="file"),
    path("<uuid:export_id>/bajar/", views.take, name="take"),
]
