"""Addresses of the second half of a case: questions, interview, reading, risk, plan, referrals."""

from django.urls import path

from cauce.desk.cases.assessment import views as views_assessment
from cauce.desk.cases.assessment import views_contest, views_sign
from cauce.desk.cases.case import views_export
from cauce.desk.cases.interview import views as views_interview
from cauce.desk.cases.plan import views as views_plan
from cauce.desk.cases.risk import views as views_risk
from cauce.desk.cases.screening import views as views_screening
from cauce.desk.cases.screening import views_sitting
from cauce.desk.sharing.referrals import (
    views_envelope,
    views_paper,
    views_refer,
    views_referral,
    views_together,
)

CASE = "caso/<uuid:case_id>/"
urlpatterns = [
    path(CASE + "preguntas/", views_screening.screening, name="screening"),
    path("conversacion/<uuid:sitting_id>/", views_sitting.sitting, name="sitting"),
    path("conversacion/<uuid:sitting_id>/final/", views_sitting.result, name="sitting_result"),
    path(CASE + "entrevista/", views_interview.interview, name="interview"),
    path(CASE + "entrevista/relato/", views_interview.account, name="account"),
    path(CASE + "lectura/", views_assessment.assess, name="assess"),
    path(CASE + "lectura/revisar/", views_contest.contest, name="contest"),
    path("firmas/", views_sign.signatures, name="signatures"),
    path("firmas/<uuid:assessment_id>/", views_sign.sign, name="sign"),
    path(CASE + "riesgo/", views_risk.risk, name="risk"),
    path(CASE + "plan/", views_plan.plan, name="plan"),
    path(CASE + "canalizar/", views_refer.refer, name="refer"),
    path(CASE + "canalizar/varias/", views_together.many, name="refer_many"),
    path("grupo/<uuid:service_id>/", views_together.group, name="refer_group"),
    path("canalizacion/<uuid:referral_id>/", views_referral.referral, name="referral"),
    path("canalizacion/<uuid:referral_id>/hoja/", views_paper.paper, name="referral_paper"),
    path("canalizacion/<uuid:referral_id>/sobre/", views_envelope.envelope, name="envelope"),
    path("sobres/", views_envelope.to_sign, name="envelopes"),
    path("sobres/<uuid:envelope_id>/", views_envelope.sign, name="envelope_sign"),
    path(CASE + "salida/", views_export.export, name="export"),
]
