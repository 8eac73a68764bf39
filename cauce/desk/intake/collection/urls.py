"""The addresses of telephones, forms and what comes from the field."""

from django.urls import path

from . import frame, views_arrivals, views_devices, views_forms, views_incidents

app_name = "field"
urlpatterns = [
    path("telefonos/", frame.home, name="home"),
    path("telefonos/equipos/", views_devices.devices, name="devices"),
    path("telefonos/equipos/nuevo/", views_devices.register_one, name="register"),
    path("telefonos/equipos/<uuid:device_id>/", views_devices.device, name="device"),
    path("telefonos/llegadas/", views_arrivals.arrivals, name="arrivals"),
    path("telefonos/llegadas/<uuid:arrival_id>/", views_arrivals.arrival, name="arrival"),
    path("telefonos/formatos/", views_forms.forms, name="forms"),
    path("telefonos/formatos/<slug:form_code>/<slug:kind>/", views_forms.form, name="form"),
    path("telefonos/incidentes/", views_incidents.incidents, name="incidents"),
    path("telefonos/incidentes/<uuid:incident_id>/", views_incidents.incident, name="incident"),
]
