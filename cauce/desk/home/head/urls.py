"""The addresses of the office of whoever leads a post."""

from django.urls import path

from . import views, views_cues

app_name = "head"
urlpatterns = [
    path("oficina/", views.numbers, name="numbers"),
    path("oficina/cifras/", views.figures, name="figures"),
    path("oficina/senales/", views_cues.cues, name="cues"),
]
