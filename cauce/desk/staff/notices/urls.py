"""The addresses of what somebody is told, and how. They name nobody."""

from django.urls import path

from . import views

app_name = "notices"
urlpatterns = [
    path("avisos/", views.notices_page, name="list"),
    path("avisos/vias/", views.choose, name="choose"),
    path("avisos/codigo/", views.confirm, name="confirm"),
    path("avisos/calendario/", views.calendar, name="calendar"),
]
