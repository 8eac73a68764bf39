"""Addresses of the tools. A tool is named by its number; no word of it stands in an address."""

from django.urls import path

from cauce.ui.doors import CASE

from .tools import views as views_tools
from .tools import views_forms, views_self_care

app_name = "protection"
urlpatterns = [
    path("formatos/", views_tools.tools, name="tools"),
    path("formatos/tarjeta/", views_tools.card, name="card"),
    path("formatos/personal/", views_self_care.self_care, name="self_care"),
    path("formatos/<slug:number>/", views_tools.tool, name="tool"),
    path("formatos/<slug:number>/hoja/", views_tools.tool_sheet, name="tool_sheet"),
    path(CASE + "formatos/", views_forms.forms, name="forms"),
    path(CASE + "formatos/<uuid:form_id>/", views_forms.form, name="form"),
    path(CASE + "formatos/<uuid:form_id>/hoja/", views_forms.form_sheet, name="form_sheet"),
    path(CASE + "guias/<slug:number>/", views_forms.case_tool, name="case_tool"),
]
