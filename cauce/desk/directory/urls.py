"""The addresses of the directory; ``for`` may carry the random id of a case, never a person."""

from django.urls import path

from . import views

app_name = "directory"
urlpatterns = [
    path("", views.find_page, name="find"),
    path("<uuid:service_id>/", views.entry_page, name="entry"),
    path("<uuid:service_id>/revisada/", views.verify, name="verify"),
    path("<uuid:service_id>/direccion/", views.address, name="address"),
]
