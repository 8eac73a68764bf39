"""The addresses of messages and errands: neutral words and random ids."""

from django.urls import path

from . import views_board, views_case, views_one, views_pass, views_take

app_name = "searches"
urlpatterns = [
    path("", views_take.take, name="take"),
    path("recibido/", views_take.taken, name="taken"),
    path("mios/", views_pass.listed, name="list"),
    path("mios/<uuid:passing_id>/", views_pass.one, name="passing"),
    path("encargos/", views_board.board, name="board"),
    path("encargos/nuevo/", views_board.new, name="new"),
    path("encargos/numeros/", views_board.counts, name="counts"),
    path("encargos/<uuid:search_id>/", views_one.one, name="one"),
    path("caso/<uuid:case_id>/", views_case.named, name="named"),
    path("caso/<uuid:case_id>/fin/", views_case.sealing, name="sealing"),
]
