"""The addresses of learning: neutral words; a case file is invented, its id may stand here."""

from django.urls import path

from . import views, views_exercise, views_seen

app_name = "learning"
urlpatterns = [
    path("", views.index, name="index"),
    path("leccion/<slug:lesson>/", views.lesson, name="lesson"),
    path("leccion/<slug:lesson>/hoja/", views.lesson_paper, name="lesson_paper"),
    path("cuaderno/", views.booklet, name="booklet"),
    path("ejercicio/<slug:case>/", views_exercise.exercise, name="exercise"),
    path("practica/", views_exercise.practices, name="practices"),
    path("practica/<slug:case>/", views_exercise.practice, name="practice"),
    path("constancia/", views.certify, name="certify"),
    path("constancia/<uuid:certificate_id>/", views.certificate, name="certificate"),
    path("equipo/", views_seen.team, name="team"),
    path("red/", views_seen.network, name="network"),
]
