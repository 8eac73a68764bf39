"""The addresses of learning: neutral words; a case file is invented, its id may stand here."""

from django.urls import path

from . import views, views_exercise, views_seen

app_name = "learning"
urlpatterns = [
    path("lecciones/", views.index, name="index"),
    path("lecciones/cuaderno/", views.booklet, name="booklet"),
    path("ejercicios/<slug:case>/", views_exercise.exercise, name="exercise"),
    path("practicas/", views_exercise.practices, name="practices"),
    path("practicas/<slug:case>/", views_exercise.practice, name="practice"),
    path("constancias/", views.certify, name="certify"),
    path("constancias/<uuid:certificate_id>/", views.certificate, name="certificate"),
    path("lecciones/equipo/", views_seen.team, name="team"),
    path("lecciones/red/", views_seen.network, name="network"),
    # After its siblings: a lesson has a word as its id.
    path("lecciones/<slug:lesson>/", views.lesson, name="lesson"),
    path("lecciones/<slug:lesson>/hoja/", views.lesson_paper, name="lesson_paper"),
]
