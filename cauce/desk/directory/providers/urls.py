"""The addresses of the directory; ``for`` may carry the random id of a case, never a person."""

from django.urls import path

from . import views, views_keep, views_review, views_tongues, views_unmet

app_name = "directory"
urlpatterns = [
    path("", views.find_page, name="find"),
    path("lenguas/", views_tongues.tongues_page, name="tongues"),
    path("interpretes/", views_tongues.people, name="interpreters"),
    path("interpretes/nueva/", views_tongues.add, name="add_interpreter"),
    path("interpretes/<uuid:interpreter_id>/", views_tongues.change, name="interpreter"),
    path("interpretes/<uuid:interpreter_id>/llamar/", views_tongues.call, name="call_interpreter"),
    path("falta/<uuid:case_id>/", views_unmet.unmet, name="unmet"),
    path("correcciones/", views_review.listed, name="corrections"),
    path("correcciones/<uuid:correction_id>/", views_review.one, name="correction"),
    path("<uuid:service_id>/", views.entry_page, name="entry"),
    path("<uuid:service_id>/cuidar/", views_keep.keep, name="keep"),
    path("<uuid:service_id>/revisada/", views.verify, name="verify"),
    path("<uuid:service_id>/direccion/", views.address, name="address"),
]
