"""Addresses of the first half of a case. None carries a folio, a name or a cue.

Pages of a case begin with ``caso`` and its id; those of the second half of the work (questions,
interview, reading, risk, plan, export) are listed in ``urls_work.py``.
"""

from django.urls import path

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
CASE = "caso/<uuid:case_id>/"
urlpatterns = [
    path("voz/<str:language>/<str:file>", aloud.voice, name="voice"),
    path(CASE, views_case.case, name="case"),
    path(CASE + "donde-esta/", views_custody.custody, name="custody"),
    path(f"{CASE}veinte-minutos/", views_short.short, name="short"),
    path(f"{CASE}mensaje/", views_short.message, name="message"),
    path(f"{CASE}saber/", views_case.find_out, name="find_out"),
    path(f"{CASE}circunstancias/", views_branches.circumstances, name="circumstances"),
    path(f"{CASE}historia/", views_case.history, name="history"),
    path(f"{CASE}visto/", views_seen.seen, name="seen"),
    path(f"{CASE}seguridad/", views_safety.safety, name="safety"),
    path(f"{CASE}lengua/", views_tongue.tongue, name="tongue"),
    path(f"{CASE}derechos/", views_rights.rights, name="rights"),
    path(f"{CASE}permisos/", views_consent.consent, name="consent"),
    path(f"{CASE}permisos/<uuid:consent_id>/", views_consent.withdraw, name="withdraw"),
    path(f"{CASE}relato/", views_told.told, name="told"),
    path(f"{CASE}reservada/", views_reserved.reserved, name="reserved"),
    path(f"{CASE}anotar/", views_record.choose, name="acts"),
    path(f"{CASE}anotar/<str:action>/", views_record.record, name="record"),
    path(f"{CASE}apartarse/<str:action>/", views_record.depart, name="depart"),
    path(f"{CASE}quien/", views_identity.identity, name="identity"),
]
