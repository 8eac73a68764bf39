"""The address of the office of whoever leads a post."""

from django.urls import path

from . import views, views_cues

app_name = "head"
urlpatterns = [
    path("oficina/", views.numbers, name="numbers"),
    path("oficina/senales/", views_cues.cues, name="cues"),
]
