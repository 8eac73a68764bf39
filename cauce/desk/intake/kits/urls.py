"""The addresses of the sheets on paper. None bears a number, or says what a sheet is for."""

from django.urls import path

from . import views, views_enter, views_print

app_name = "kits"
urlpatterns = [
    path("hojas/", views.home, name="home"),
    path("hojas/lotes/", views_print.print_some, name="print"),
    path("hojas/lotes/<uuid:batch_id>/", views_print.batch, name="batch"),
    path("hojas/lotes/<uuid:batch_id>/papel/", views_print.paper, name="paper"),
    path("hojas/<uuid:kit_id>/", views.kit, name="kit"),
    path("hojas/<uuid:kit_id>/captura/", views_enter.enter_one, name="enter"),
    path("hojas/<uuid:kit_id>/captura/<slug:sheet>/", views_enter.sheet, name="sheet"),
]
