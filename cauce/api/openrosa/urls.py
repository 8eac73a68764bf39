"""The addresses of telephones in the field: neutral, under the secret of each."""

from django.urls import path

from . import views

app_name = "openrosa"
urlpatterns = [
    path("campo/<str:secret>/formList", views.form_list, name="form_list"),
    path("campo/<str:secret>/formatos/<str:code>.xml", views.form, name="form"),
    path("campo/<str:secret>/formatos/<str:code>/archivos", views.manifest, name="manifest"),
    path("campo/<str:secret>/formatos/<str:code>/archivos/<str:name>", views.media, name="media"),
    path("campo/<str:secret>/submission", views.submission, name="submission"),
]
