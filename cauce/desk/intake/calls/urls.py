"""The addresses of the duty and the telephone. None says what a call was about."""

from django.urls import path

from . import views, views_call, views_roster

app_name = "calls"
urlpatterns = [
    path("", views.home, name="home"),
    path("nueva/", views.take_one, name="take"),
    path("<uuid:call_id>/", views_call.call, name="call"),
    path("<uuid:call_id>/recibida/", views.taken, name="taken"),
    path("turnos/", views_roster.roster, name="roster"),
    path("hoja/", views_roster.sheet, name="sheet"),
    path("caso/<uuid:case_id>/", views_call.contact, name="contact"),
]
