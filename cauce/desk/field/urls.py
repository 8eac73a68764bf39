"""The addresses of telephones, forms and what comes from the field."""

from django.urls import path

app_name = "field"
urlpatterns: list = []
