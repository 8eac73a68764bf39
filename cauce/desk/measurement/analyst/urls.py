"""The addresses of editions of figures: random ids, nothing of what they hold."""

from django.urls import path

from . import views, views_estimates

app_name = "analyst"
urlpatterns = [
    path("cifras/", views.editions_page, name="list"),
    path("cifras/nueva/", views.new, name="new"),
    path("cifras/estimaciones/", views_estimates.estimates_page, name="estimates"),
    path("cifras/estimaciones/nueva/", views_estimates.new_estimate, name="new_estimate"),
    path("cifras/estimaciones/<uuid:estimate_id>/", views_estimates.estimate, name="estimate"),
    path(
        "cifras/estimaciones/<uuid:estimate_id>/decision/",
        views_estimates.decide_estimate,
        name="decide_estimate",
    ),
    path("cifras/<uuid:edition_id>/", views.edition, name="edition"),
    path("cifras/<uuid:edition_id>/decision/", views.decide, name="decide"),
]
