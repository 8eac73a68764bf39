"""The addresses of the directory; ``for`` may carry the random id of a case, never a person."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views, views_keep, views_review, views_tongues, views_unmet

app_name = "directory"
urlpatterns = [
    path("directorio/", views.find_page, name="find"),
    path("directorio/lenguas/", views_tongues.tongues_page, name="tongues"),
    path("directorio/interpretes/", views_tongues.people, name="interpreters"),
    path("directorio/interpretes/nueva/", views_tongues.add, name="add_interpreter"),
    path("directorio/interpretes/<uuid:interpreter_id>/", views_tongues.change, name="interpreter"),
    path(
        "directorio/interpretes/<uuid:interpreter_id>/llamada/", views_tongues.call, name="call_interpreter"
    ),
    path(CASE + "sin-servicio/", views_unmet.unmet, name="unmet"),
    path("directorio/correcciones/", views_review.corrections_page, name="corrections"),
    path("directorio/correcciones/<uuid:correction_id>/", views_review.correction_page, name="correction"),
    path("directorio/<uuid:service_id>/", views.entry_page, name="entry"),
    path("directorio/<uuid:service_id>/datos/", views_keep.keep, name="keep"),
    path("directorio/<uuid:service_id>/revision/", views.verify, name="verify"),
    path("directorio/<uuid:service_id>/direccion/", views.address, name="address"),
]
