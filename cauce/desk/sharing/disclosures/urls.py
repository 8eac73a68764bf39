"""What left, what waits for a second person, and how the person may be reached. Neutral addresses."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views_case, views_contact, views_decide

app_name = "disclosures"
urlpatterns = [
    path("comunicaciones/", views_decide.waiting, name="waiting"),
    path("comunicaciones/cifras/", views_decide.count, name="count"),
    path("comunicaciones/avisos/<uuid:disclosure_id>/", views_decide.second, name="second"),
    path("comunicaciones/papeles/<uuid:demand_id>/", views_decide.demand, name="demand"),
    path(CASE + "comunicaciones/", views_case.log, name="log"),
    path(CASE + "comunicaciones/hoja/", views_case.sheet, name="sheet"),
    path(CASE + "comunicaciones/oficina/", views_case.authority, name="authority"),
    path(CASE + "comunicaciones/sin-permiso/", views_case.exception, name="exception"),
    path(CASE + "comunicaciones/papel/", views_case.new_demand, name="new_demand"),
    path(CASE + "contacto/", views_contact.contact, name="contact"),
]
