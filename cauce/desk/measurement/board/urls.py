"""The addresses of the boards: an indicator, a period and a breakdown follow the question mark."""

from django.urls import path

from . import views

app_name = "board"
urlpatterns = [
    path("", views.post, name="post"),
    path("archivo/", views.post_file, name="post_file"),
    path("red/", views.network, name="network"),
    path("red/archivo/", views.network_file, name="network_file"),
]
