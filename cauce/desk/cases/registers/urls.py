"""The addresses of the numbers of other registers. None carries a folio or a name."""

from django.urls import path

from . import views, views_case, views_files, views_network

app_name = "registers"
urlpatterns = [
    path("", views.home, name="home"),
    path("salida/", views_files.out, name="out"),
    path("entrada/", views_files.into, name="into"),
    path("red/", views_network.network, name="network"),
    path("orden/", views_network.order, name="order"),
    path("caso/<uuid:case_id>/", views_case.case, name="case"),
]
