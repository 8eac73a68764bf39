"""The addresses of what a crew shares. None carries a folio, a code or a name."""

from django.urls import path

from . import views, views_case, views_list, views_member, views_together

app_name = "crews"
ONE = "<uuid:crew_id>/"
urlpatterns = [
    path("", views.listed, name="list"),
    path("nuevo/", views.begin, name="begin"),
    path("cuantas/", views.numbers, name="numbers"),
    path("caso/<uuid:case_id>/", views_case.case, name="case"),
    path(ONE, views.board, name="board"),
    path(f"{ONE}lista/", views_list.open_list, name="open"),
    path(f"{ONE}comun/", views.shared, name="shared"),
    path(f"{ONE}entrar/", views.join, name="join"),
    path(f"{ONE}juntas/", views_together.together, name="together"),
    path(f"{ONE}juntas/<uuid:service_id>/", views_together.refer, name="refer"),
    path(f"{ONE}vehiculo/<uuid:ride_id>/", views_together.drop, name="drop"),
    path(f"{ONE}persona/<uuid:member_id>/", views_member.member, name="member"),
]
