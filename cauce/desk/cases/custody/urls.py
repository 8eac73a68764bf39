"""The address of the list of persons in detention: what the post does for them, and nothing of where."""

from django.urls import path

from . import views_list

app_name = "detained"
urlpatterns = [path("visitas/", views_list.detained, name="list")]
