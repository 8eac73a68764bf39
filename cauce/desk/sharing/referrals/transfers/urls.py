"""The addresses of what goes from one post to another. None carries a folio or a name."""

from django.urls import path

from . import views, views_desks

app_name = "transfers"
urlpatterns = [
    path("", views.listed, name="list"),
    path("relevo/", views_desks.listed, name="leaving"),
    path("relevo/<uuid:officer_id>/", views_desks.desk, name="desk"),
    path("<uuid:transfer_id>/", views.answer, name="answer"),
    path("caso/<uuid:case_id>/", views.ask, name="ask"),
]
