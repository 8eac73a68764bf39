"""The addresses of editions and of what a post adds. An edition is named by its public number."""

from django.urls import path

from . import views, views_annex, views_files

app_name = "editions"
urlpatterns = [
    path("", views.editions, name="list"),
    path("nueva/", views.new, name="new"),
    path("oficina/", views_annex.annex, name="annex"),
    path("<str:edition>/", views.edition, name="edition"),
    path("<str:edition>/prueba/", views.trial, name="trial"),
    path("<str:edition>/decidir/", views.decide, name="decide"),
    path("<str:edition>/copia/", views_files.copy, name="copy"),
    path("<str:edition>/plazo/", views_files.deadline, name="deadline"),
    path("<str:edition>/palabras/", views_files.wording, name="wording"),
    path("<str:edition>/archivos/", views_files.files, name="files"),
    path("<str:edition>/archivos/<path:path>", views_files.file, name="file"),
]
