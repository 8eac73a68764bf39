"""The addresses that a partner's system asks, as FHIR names them: random ids, nothing about anybody."""

from django.urls import path

from cauce.api.anything import nothing_else

from . import views

app_name = "fhir"
urlpatterns = [
    path("api/fhir/metadata", views.metadata, name="metadata"),
    path("api/fhir/Task", views.tasks, name="tasks"),
    path("api/fhir/Task/<uuid:referral_id>", views.one_task, name="task"),
    path("api/fhir/ServiceRequest/<uuid:referral_id>", views.one_request, name="request"),
    path("api/fhir/", views.nothing, name="base"),
    nothing_else("api/fhir/", views.nothing),
]
