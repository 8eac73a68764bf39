"""The style page alone, for the tests of the look."""

from django.http import HttpResponse
from django.urls import path

from cauce.ui.style import style

urlpatterns = [
    path("estilo/", style, name="style"),
    path("salir/", lambda request: HttpResponse("Horarios de atención"), name="leave"),
    path("idioma/", lambda request: HttpResponse(""), name="language"),
    path("cerrar/", lambda request: HttpResponse(""), name="close"),
]
