"""The address of the office of whoever leads a post."""

from django.urls import path

from . import views

app_name = "head"
urlpatterns = [path("", views.numbers, name="numbers")]
