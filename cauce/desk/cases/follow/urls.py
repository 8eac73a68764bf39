"""The addresses of following up. None carries a folio or a name."""

from django.urls import path

from . import views, views_closing, views_outcomes

app_name = "follow"
urlpatterns = [
    path("caso/<uuid:case_id>/", views.case, name="case"),
    path("caso/<uuid:case_id>/resultados/", views_outcomes.outcomes, name="outcomes"),
    path("caso/<uuid:case_id>/cierre/", views_closing.closing, name="closing"),
]
