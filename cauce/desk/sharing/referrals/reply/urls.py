"""The addresses of whoever answers by a link, without an account: a neutral word and a secret."""

from django.urls import path

from . import views

app_name = "reply"
urlpatterns = [path("respuesta/<str:token>/", views.reply, name="request")]
