"""The addresses of the duty and the telephone. None says what a call was about."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views, views_call, views_roster

app_name = "calls"
urlpatterns = [
    path("llamadas/", views.home, name="home"),
    path("llamadas/nueva/", views.take_one, name="take"),
    path("llamadas/<uuid:call_id>/", views_call.call, name="call"),
    path("llamadas/<uuid:call_id>/acuse/", views.taken, name="taken"),
    path("llamadas/turnos/", views_roster.roster, name="roster"),
    path("llamadas/hoja/", views_roster.sheet, name="sheet"),
    path(CASE + "llamadas/", views_call.contact, name="contact"),
]
