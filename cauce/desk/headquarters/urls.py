"""The addresses of the network: a post is named by its public code, nothing else is."""

from django.urls import path

from . import views

app_name = "headquarters"
urlpatterns = [
    path("", views.numbers, name="numbers"),
    path("<slug:code>/", views.post, name="post"),
]
