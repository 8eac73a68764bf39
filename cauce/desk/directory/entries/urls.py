"""The addresses by which a service corrects its entry. None says what the page is for."""

from django.urls import path

from . import views

app_name = "entries"
urlpatterns = [
    path("", views.own, name="own"),
    path("<uuid:service_id>/", views.own_one, name="one"),
    path("e/<str:secret>/", views.link, name="link"),
]
