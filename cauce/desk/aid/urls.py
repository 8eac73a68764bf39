"""The addresses of economic aid. None carries a folio, a name or an amount."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views, views_money, views_one

app_name = "aid"
urlpatterns = [
    path("apoyos/", views.home, name="home"),
    path("apoyos/tipos/", views_money.kinds, name="kinds"),
    path("apoyos/presupuestos/", views_money.budgets, name="budgets"),
    path(CASE + "apoyos/", views.case, name="case"),
    path("apoyos/<uuid:aid_id>/", views_one.aid_page, name="one"),
]
