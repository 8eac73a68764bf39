"""The addresses of editions and of what a post adds. An edition is named by its public number."""

from django.urls import path

from . import views, views_annex, views_files

app_name = "editions"
urlpatterns = [
    path("ediciones/", views.editions, name="list"),
    path("ediciones/nueva/", views.new, name="new"),
    path("ediciones/oficina/", views_annex.annex, name="annex"),
    path("ediciones/<str:edition>/", views.edition, name="edition"),
    path("ediciones/<str:edition>/prueba/", views.trial, name="trial"),
    path("ediciones/<str:edition>/decision/", views.decide, name="decide"),
    path("ediciones/<str:edition>/copia/", views_files.copy, name="copy"),
    path("ediciones/<str:edition>/plazo/", views_files.deadline, name="deadline"),
    path("ediciones/<str:edition>/palabras/", views_files.wording, name="wording"),
    path("ediciones/<str:edition>/archivos/", views_files.files, name="files"),
    path("ediciones/<str:edition>/archivos/<path:path>", views_files.file, name="file"),
]
