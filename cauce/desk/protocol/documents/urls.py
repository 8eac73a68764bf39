"""The addresses of the manual's reader."""

from django.urls import path

from . import views

app_name = "protocol"
urlpatterns = [
    path("protocolo/", views.contents, name="contents"),
    path("protocolo/partes/<slug:part>/", views.part, name="part"),
    path("protocolo/acciones/<slug:action>/", views.step, name="step"),
    path("protocolo/herramientas/<slug:tool>/", views.tool, name="tool"),
    path("protocolo/archivos/<slug:language>/", views.download, name="download"),
]
