"""What somebody said of how they were attended. Neutral addresses: ids alone."""

from django.urls import path

from . import views, views_hear

app_name = "complaints"
urlpatterns = [
    path("voces/", views.complaints_page, name="list"),
    path("voces/nueva/", views_hear.hear, name="hear"),
    path("voces/senales/", views.signals, name="signals"),
    path("voces/<uuid:complaint_id>/", views.complaint_page, name="one"),
]
