"""The addresses of messages and errands: neutral words and random ids."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views_board, views_case, views_one, views_pass, views_take

app_name = "searches"
urlpatterns = [
    path("recados/", views_take.take, name="take"),
    path("recados/acuse/", views_take.taken, name="taken"),
    path("recados/propios/", views_pass.messages_page, name="list"),
    path("recados/propios/<uuid:passing_id>/", views_pass.message_page, name="passing"),
    path("recados/encargos/", views_board.board, name="board"),
    path("recados/encargos/nuevo/", views_board.new, name="new"),
    path("recados/encargos/cifras/", views_board.counts, name="counts"),
    path("recados/encargos/<uuid:search_id>/", views_one.search_page, name="one"),
    path(CASE + "recados/", views_case.named, name="named"),
    path(CASE + "recados/fin/", views_case.sealing, name="sealing"),
]
