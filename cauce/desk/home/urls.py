"""The addresses of the protection desk. None carries a folio, a name or a cue.

Pages of a case begin with ``caso`` and its id; those of the second half of the work (questions,
interview, reading, risk, plan, referrals, export) are listed in ``urls_work.py``.
"""

from django.urls import path

from cauce.desk.cases.branches import views as views_branches
from cauce.desk.cases.case import views as views_case
from cauce.desk.cases.case import views_record, views_seen, views_short, views_told
from cauce.desk.cases.consent import views as views_consent
from cauce.desk.cases.consent import views_rights
from cauce.desk.cases.custody import views as views_custody
from cauce.desk.cases.identity import views as views_identity
from cauce.desk.cases.reserved import views as views_reserved
from cauce.desk.cases.safety import views as views_safety
from cauce.desk.cases.screening import aloud
from cauce.desk.cases.tongue import views as views_tongue
from cauce.desk.intake.screenings import views_links

from .urls_tools import urlpatterns as tools
from .urls_work import urlpatterns as work
from .worklist import views as views_worklist
from .worklist import views_encounter

app_name = "protection"
CASE = "caso/<uuid:case_id>/"
urlpatterns = [
    path("", views_worklist.worklist, name="worklist"),
    path("buscar/", views_worklist.search, name="search"),
    path("voz/<str:language>/<str:file>", aloud.voice, name="voice"),
    path("abrir/", views_worklist.open_one, name="open"),
    path("turno/<uuid:encounter_id>/", views_encounter.waiting, name="waiting"),
    path("coincidencias/", views_links.links, name="links"),
    path("coincidencias/aviso/<uuid:notice_id>/", views_links.seen, name="link_seen"),
    path("coincidencias/consulta/<uuid:query_id>/", views_links.decide, name="link_decide"),
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
    *tools,
    *work,
]
