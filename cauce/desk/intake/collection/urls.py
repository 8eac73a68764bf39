"""The addresses of telephones, forms and what comes from the field."""

from django.urls import path

from . import frame, views_arrivals, views_devices, views_forms, views_incidents

app_name = "field"
urlpatterns = [
    path("", frame.home, name="home"),
    path("equipos/", views_devices.devices, name="devices"),
    path("equipos/nuevo/", views_devices.register_one, name="register"),
    path("equipos/<uuid:device_id>/", views_devices.device, name="device"),
    path("llegadas/", views_arrivals.arrivals, name="arrivals"),
    path("llegadas/<uuid:arrival_id>/", views_arrivals.arrival, name="arrival"),
    path("formatos/", views_forms.forms, name="forms"),
    path("formatos/<slug:form_code>/<slug:kind>/", views_forms.form, name="form"),
    path("incidentes/", views_incidents.incidents, name="incidents"),
    path("incidentes/<uuid:incident_id>/", views_incidents.incident, name="incident"),
]
