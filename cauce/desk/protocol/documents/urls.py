"""The addresses of the manual's reader."""

from django.urls import path

from . import views

app_name = "protocol"
urlpatterns = [
    path("", views.contents, name="contents"),
    path("parte/<slug:part>/", views.part, name="part"),
    path("accion/<slug:action>/", views.step, name="step"),
    path("herramienta/<slug:tool>/", views.tool, name="tool"),
    path("archivo/<slug:language>/", views.download, name="download"),
]
