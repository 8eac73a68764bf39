"""What the person asks of her data, how a record ends, and data that got out: neutral addresses."""

from django.urls import path

from . import frame, views_breaches, views_endings, views_requests

app_name = "rights"
urlpatterns = [
    path("", frame.home, name="home"),
    path("peticiones/", views_requests.requests, name="requests"),
    path("peticiones/caso/<uuid:case_id>/", views_requests.of_case, name="case"),
    path("peticiones/<uuid:request_id>/", views_requests.request_page, name="request"),
    path("peticiones/<uuid:request_id>/copia/", views_requests.copy, name="copy"),
    path("plazos/", views_endings.endings, name="endings"),
    path("plazos/oficios/", views_endings.authorisations, name="authorisations"),
    path("plazos/caso/<uuid:case_id>/", views_endings.holds, name="holds"),
    path("plazos/<uuid:erasure_id>/", views_endings.ending, name="ending"),
    path("registros/", views_breaches.breaches, name="breaches"),
    path("registros/nuevo/", views_breaches.new, name="new_breach"),
    path("registros/<uuid:breach_id>/", views_breaches.breach, name="breach"),
    path("registros/<uuid:breach_id>/sacar/", views_breaches.leave, name="breach_file"),
]
