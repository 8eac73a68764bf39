"""The address of the journal."""

from django.urls import path

from . import views

app_name = "auditor"
urlpatterns = [path("", views.journal, name="journal")]
