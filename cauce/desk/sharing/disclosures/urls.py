"""What left, what waits for a second person, and how the person may be reached. Neutral addresses."""

from django.urls import path

from . import views_case, views_contact, views_decide

app_name = "disclosures"
CASE = "caso/<uuid:case_id>/"
urlpatterns = [
    path("", views_decide.waiting, name="waiting"),
    path("cuenta/", views_decide.count, name="count"),
    path("aviso/<uuid:disclosure_id>/", views_decide.second, name="second"),
    path("papel/<uuid:demand_id>/", views_decide.demand, name="demand"),
    path(CASE, views_case.log, name="log"),
    path(f"{CASE}hoja/", views_case.sheet, name="sheet"),
    path(f"{CASE}oficina/", views_case.authority, name="authority"),
    path(f"{CASE}sin-permiso/", views_case.exception, name="exception"),
    path(f"{CASE}papel/", views_case.new_demand, name="new_demand"),
    path(f"{CASE}contacto/", views_contact.contact, name="contact"),
]
