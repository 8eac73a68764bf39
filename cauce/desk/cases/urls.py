"""Addresses of the first half of a case. None carries a folio, a name or a cue.

Pages of a case begin with ``casos`` and its id; those of the second half of the work (questions,
interview, reading, risk, plan, export) are listed in ``urls_work.py``.
"""

from django.urls import path

from cauce.ui.doors import CASE

from .branches import views as views_branches
from .case import views as views_case
from .case import views_record, views_seen, views_short, views_told
from .consent import views as views_consent
from .consent import views_rights
from .custody import views as views_custody
from .identity import views as views_identity
from .reserved import views as views_reserved
from .safety import views as views_safety
from .screening import aloud
from .tongue import views as views_tongue

app_name = "protection"
urlpatterns = [
    path("audios/<str:language>/<str:file>", aloud.voice, name="voice"),
    path(CASE, views_case.case, name="case"),
    path(CASE + "lugar/", views_custody.custody, name="custody"),
    path(CASE + "veinte-minutos/", views_short.short, name="short"),
    path(CASE + "mensaje/", views_short.message, name="message"),
    path(CASE + "datos/", views_case.find_out, name="find_out"),
    path(CASE + "circunstancias/", views_branches.circumstances, name="circumstances"),
    path(CASE + "historia/", views_case.history, name="history"),
    path(CASE + "lecturas/", views_seen.seen, name="seen"),
    path(CASE + "seguridad/", views_safety.safety, name="safety"),
    path(CASE + "lengua/", views_tongue.tongue, name="tongue"),
    path(CASE + "derechos/", views_rights.rights, name="rights"),
    path(CASE + "permisos/", views_consent.consent, name="consent"),
    path(CASE + "permisos/<uuid:consent_id>/", views_consent.withdraw, name="withdraw"),
    path(CASE + "relato/", views_told.told, name="told"),
    path(CASE + "reserva/", views_reserved.reserved, name="reserved"),
    path(CASE + "actos/", views_record.choose, name="acts"),
    path(CASE + "actos/<str:action>/", views_record.record, name="record"),
    path(CASE + "excepciones/<str:action>/", views_record.depart, name="depart"),
    path(CASE + "identidad/", views_identity.identity, name="identity"),
]
