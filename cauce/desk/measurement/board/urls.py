"""The addresses of the boards: an indicator, a period and a breakdown follow the question mark."""

from django.urls import path

from . import views

app_name = "board"
urlpatterns = [
    path("tablero/", views.post, name="post"),
    path("tablero/archivo/", views.post_file, name="post_file"),
    path("tablero/red/", views.network, name="network"),
    path("tablero/red/archivo/", views.network_file, name="network_file"),
]
