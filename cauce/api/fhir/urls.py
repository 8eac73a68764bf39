"""The addresses that a partner's system asks, as FHIR names them: random ids, nothing about anybody."""

from django.urls import path

from . import views

app_name = "fhir"
urlpatterns = [
    path("metadata", views.metadata, name="metadata"),
    path("Task", views.tasks, name="tasks"),
    path("Task/<uuid:referral_id>", views.one_task, name="task"),
    path("ServiceRequest/<uuid:referral_id>", views.one_request, name="request"),
]
