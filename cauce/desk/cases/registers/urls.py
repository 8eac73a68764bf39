"""The addresses of the numbers of other registers. None carries a folio or a name."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views, views_case, views_files, views_network

app_name = "registers"
urlpatterns = [
    path("folios/", views.home, name="home"),
    path("folios/salida/", views_files.out, name="out"),
    path("folios/entrada/", views_files.into, name="into"),
    path("folios/red/", views_network.network, name="network"),
    path("folios/orden/", views_network.order, name="order"),
    path(CASE + "folios/", views_case.case, name="case"),
]
