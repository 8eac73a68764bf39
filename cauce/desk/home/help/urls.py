"""The addresses of the help: its pages and what they are drawn with, in each language."""

from django.urls import path

from . import views

app_name = "help"
urlpatterns = [
    path("ayuda/", views.home, name="home"),
    path("ayuda/<str:language>/<path:path>", views.page, name="page"),
]
