"""The addresses by which a service corrects its entry. None says what the page is for."""

from django.urls import path

from . import views

app_name = "entries"
urlpatterns = [
    path("fichas/", views.own, name="own"),
    path("fichas/<uuid:service_id>/", views.own_one, name="one"),
    path("fichas/e/<str:secret>/", views.link, name="link"),
]
