"""The addresses of likeness: one's own post beside the network, and the network."""

from django.urls import path

from . import views_network, views_post

app_name = "post_comparison"
urlpatterns = [
    path("pasos/", views_post.alike, name="post"),
    path("pasos/red/", views_network.alike, name="network"),
]
