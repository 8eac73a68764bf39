"""The addresses of what one person proposed and another decides."""

from django.urls import path

from . import views

app_name = "proposals"
urlpatterns = [
    path("propuestas/", views.proposals, name="list"),
    path("propuestas/<uuid:proposal_id>/", views.proposal, name="one"),
]
