"""What the person asks of her data, how a record ends, and data that got out: neutral addresses."""

from django.urls import path

from cauce.ui.doors import CASE

from . import frame, views_breaches, views_drafts, views_endings, views_requests

app_name = "rights"
urlpatterns = [
    path("asuntos/", frame.home, name="home"),
    path("asuntos/solicitudes/", views_requests.requests, name="requests"),
    path(CASE + "solicitudes/", views_requests.of_case, name="case"),
    path("asuntos/solicitudes/<uuid:request_id>/", views_requests.request_page, name="request"),
    path("asuntos/solicitudes/<uuid:request_id>/copia/", views_requests.copy, name="copy"),
    path("asuntos/plazos/", views_endings.endings, name="endings"),
    path("asuntos/plazos/oficios/", views_endings.authorisations, name="authorisations"),
    path(CASE + "plazos/", views_endings.holds, name="holds"),
    path("asuntos/plazos/<uuid:erasure_id>/", views_endings.ending, name="ending"),
    path("asuntos/borradores/", views_drafts.drafts, name="drafts"),
    path("asuntos/borradores/<uuid:draft_id>/", views_drafts.draft, name="draft"),
    path("asuntos/registros/", views_breaches.breaches, name="breaches"),
    path("asuntos/registros/nuevo/", views_breaches.new, name="new_breach"),
    path("asuntos/registros/<uuid:breach_id>/", views_breaches.breach, name="breach"),
    path("asuntos/registros/<uuid:breach_id>/salida/", views_breaches.leave, name="breach_file"),
]
