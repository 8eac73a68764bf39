"""The addresses of what two posts may know together. None carries a folio or a name."""

from django.urls import path

from . import views, views_joint

app_name = "joins"
urlpatterns = [
    path("consultas/", views.listed, name="list"),
    path("consultas/<uuid:possible_id>/", views.one, name="one"),
    path("consultas/juntos/<uuid:join_id>/", views_joint.joint, name="joint"),
    path("consultas/juntos/<uuid:join_id>/aviso/", views_joint.touched, name="touched"),
]
