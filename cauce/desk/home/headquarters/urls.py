"""The addresses of the network: a post is named by its public code, nothing else is."""

from django.urls import path

from . import views, views_cues, views_missing, views_slides, views_totals

app_name = "headquarters"
urlpatterns = [
    path("red/", views.numbers, name="numbers"),
    path("red/senales/", views_cues.cues, name="cues"),
    path("red/faltantes/", views_missing.missing_page, name="missing"),
    path("red/totales/", views_totals.totals, name="totals"),
    path("red/laminas/<slug:picture>/", views_slides.slide, name="slide"),
    path("red/<slug:code>/", views.post, name="post"),
]
