"""What somebody said of how they were attended. Neutral addresses: ids alone."""

from django.urls import path

from . import views, views_hear

app_name = "voices"
urlpatterns = [
    path("", views.listed, name="list"),
    path("escuchar/", views_hear.hear, name="hear"),
    path("senales/", views.signals, name="signals"),
    path("<uuid:complaint_id>/", views.one, name="one"),
]
