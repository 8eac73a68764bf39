"""Addresses of coincidences between visits, at the desk of protection."""

from django.urls import path

from . import views_links

app_name = "protection"
urlpatterns = [
    path("coincidencias/", views_links.links, name="links"),
    path("coincidencias/avisos/<uuid:notice_id>/", views_links.seen, name="link_seen"),
    path("coincidencias/consultas/<uuid:query_id>/", views_links.decide, name="link_decide"),
]
