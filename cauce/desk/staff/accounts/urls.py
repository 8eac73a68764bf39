"""The addresses of accounts and their roles. None carries a name."""

from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("cuentas/", views.accounts, name="list"),
    path("cuentas/nueva/", views.register, name="register"),
    path("cuentas/<uuid:user_id>/", views.account, name="one"),
    path("cuentas/<uuid:user_id>/funcion/", views.role, name="role"),
]
