"""The addresses of the network: a post is named by its public code, nothing else is."""

from django.urls import path

from . import views, views_cues, views_missing, views_totals

app_name = "headquarters"
urlpatterns = [
    path("", views.numbers, name="numbers"),
    path("senales/", views_cues.cues, name="cues"),
    path("faltantes/", views_missing.missing_page, name="missing"),
    path("totales/", views_totals.totals, name="totals"),
    path("<slug:code>/", views.post, name="post"),
]
