"""Addresses of the second half of a case: questions, interview, reading, risk, plan, export."""

from django.urls import path

from cauce.ui.doors import CASE

from .assessment import views as views_assessment
from .assessment import views_contest, views_sign
from .case import views_export
from .interview import views as views_interview
from .plan import views as views_plan
from .risk import views as views_risk
from .screening import views as views_screening
from .screening import views_sitting

app_name = "protection"
urlpatterns = [
    path(CASE + "preguntas/", views_screening.screening, name="screening"),
    path("sesiones/<uuid:sitting_id>/", views_sitting.sitting, name="sitting"),
    path("sesiones/<uuid:sitting_id>/resultado/", views_sitting.result, name="sitting_result"),
    path(CASE + "entrevista/", views_interview.interview, name="interview"),
    path(CASE + "entrevista/relato/", views_interview.account, name="account"),
    path(CASE + "lectura/", views_assessment.assess, name="assess"),
    path(CASE + "lectura/revision/", views_contest.contest, name="contest"),
    path("firmas/", views_sign.signatures, name="signatures"),
    path("firmas/<uuid:assessment_id>/", views_sign.sign, name="sign"),
    path(CASE + "riesgo/", views_risk.risk, name="risk"),
    path(CASE + "plan/", views_plan.plan, name="plan"),
    path(CASE + "salida/", views_export.export, name="export"),
]
