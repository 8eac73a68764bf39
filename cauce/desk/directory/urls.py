"""The addresses of the directory; ``for`` may carry the random id of a case, never a person."""

from django.urls import path

from . import views, views_tongues

app_name = "directory"
urlpatterns = [
    path("", views.find_page, name="find"),
    path("lenguas/", views_tongues.tongues_page, name="tongues"),
    path("interpretes/", views_tongues.people, name="interpreters"),
    path("interpretes/nueva/", views_tongues.add, name="add_interpreter"),
    path("interpretes/<uuid:interpreter_id>/", views_tongues.change, name="interpreter"),
    path("interpretes/<uuid:interpreter_id>/llamar/", views_tongues.call, name="call_interpreter"),
    path("<uuid:service_id>/", views.entry_page, name="entry"),
    path("<uuid:service_id>/revisada/", views.verify, name="verify"),
    path("<uuid:service_id>/direccion/", views.address, name="address"),
]
