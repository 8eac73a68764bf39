"""The addresses of outings. None says what an outing is for."""

from django.urls import path

from . import views, views_day, views_plan, views_things

app_name = "outings"
urlpatterns = [
    path("salidas-de-campo/", views.outings_page, name="list"),
    path("salidas-de-campo/nueva/", views_plan.plan, name="plan"),
    path("salidas-de-campo/<uuid:outing_id>/", views_day.outing_page, name="one"),
    path("salidas-de-campo/<uuid:outing_id>/cambio/", views_plan.change, name="change"),
    path("salidas-de-campo/<uuid:outing_id>/equipo/", views_plan.team, name="team"),
    path("salidas-de-campo/<uuid:outing_id>/cosas/", views_things.things, name="things"),
    path("salidas-de-campo/<uuid:outing_id>/servicios/", views.near, name="near"),
    path("salidas-de-campo/<uuid:outing_id>/conteo/", views_day.counts, name="counts"),
    path("salidas-de-campo/<uuid:outing_id>/hoja/", views.sheet, name="sheet"),
]
