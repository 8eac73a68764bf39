"""The addresses of letters. None carries a folio, a number or a name."""

from django.urls import path

from . import views, views_case, views_out, views_packet

app_name = "letters"
urlpatterns = [
    path("", views.listed, name="list"),
    path("<uuid:letter_id>/", views.decide, name="decide"),
    path("<uuid:letter_id>/papel/", views_out.paper, name="paper"),
    path("<uuid:letter_id>/sacar/", views_out.leave, name="leave"),
    path("caso/<uuid:case_id>/", views_case.begin, name="case"),
    path("caso/<uuid:case_id>/juntos/", views_packet.packet, name="packet"),
    path("caso/<uuid:case_id>/<uuid:letter_id>/", views_case.write, name="letter"),
]
