"""The addresses of letters. None carries a folio, a number or a name."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views, views_case, views_out, views_packet

app_name = "letters"
urlpatterns = [
    path("cartas/", views.letters_page, name="list"),
    path("cartas/<uuid:letter_id>/", views.decide, name="decide"),
    path("cartas/<uuid:letter_id>/papel/", views_out.paper, name="paper"),
    path("cartas/<uuid:letter_id>/salida/", views_out.leave, name="leave"),
    path(CASE + "cartas/", views_case.begin, name="case"),
    path(CASE + "cartas/paquete/", views_packet.packet, name="packet"),
    path(CASE + "cartas/<uuid:letter_id>/", views_case.write, name="letter"),
]
