"""The addresses of outings. None says what an outing is for."""

from django.urls import path

from . import views, views_day, views_plan, views_things

app_name = "outings"
urlpatterns = [
    path("", views.listed, name="list"),
    path("nueva/", views_plan.plan, name="plan"),
    path("<uuid:outing_id>/", views_day.one, name="one"),
    path("<uuid:outing_id>/cambiar/", views_plan.change, name="change"),
    path("<uuid:outing_id>/quienes/", views_plan.team, name="team"),
    path("<uuid:outing_id>/cosas/", views_things.things, name="things"),
    path("<uuid:outing_id>/cerca/", views.near, name="near"),
    path("<uuid:outing_id>/conteo/", views_day.counts, name="counts"),
    path("<uuid:outing_id>/hoja/", views.sheet, name="sheet"),
]
