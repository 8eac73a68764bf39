"""The addresses of what somebody is told, and how. They name nobody."""

from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("", views.listed, name="list"),
    path("como/", views.choose, name="choose"),
    path("codigo/", views.confirm, name="confirm"),
    path("calendario/", views.calendar, name="calendar"),
]
