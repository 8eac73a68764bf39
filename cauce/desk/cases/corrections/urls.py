"""The addresses of corrections."""

from django.urls import path

from cauce.ui.doors import CASE

from . import views, views_answers, views_audit, views_plan, views_sent

app_name = "corrections"
urlpatterns = [
    path(CASE + "correcciones/", views.case, name="case"),
    path(CASE + "correcciones/<int:act_id>/", views.act, name="act"),
    path(CASE + "correcciones/acciones/<uuid:line_id>/", views_plan.line, name="line"),
    path(CASE + "correcciones/envios/<uuid:referral_id>/", views_sent.sent, name="sent"),
    path(CASE + "correcciones/<uuid:sitting_id>/", views_answers.answers, name="answers"),
    path(CASE + "constancia/", views_audit.audited, name="audited"),
]
