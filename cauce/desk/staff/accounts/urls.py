"""The addresses of accounts and their roles. None carries a name."""

from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("", views.accounts, name="list"),
    path("nueva/", views.register, name="register"),
    path("<uuid:user_id>/", views.account, name="one"),
    path("<uuid:user_id>/funcion/", views.role, name="role"),
]
