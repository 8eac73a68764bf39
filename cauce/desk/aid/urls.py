"""The addresses of economic aid. None carries a folio, a name or an amount."""

from django.urls import path

from . import views, views_money, views_one

app_name = "aid"
urlpatterns = [
    path("", views.home, name="home"),
    path("tipos/", views_money.kinds, name="kinds"),
    path("presupuestos/", views_money.budgets, name="budgets"),
    path("caso/<uuid:case_id>/", views.case, name="case"),
    path("<uuid:aid_id>/", views_one.one, name="one"),
]
