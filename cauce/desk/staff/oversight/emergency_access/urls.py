"""The addresses of a case of another post, opened in an emergency, and of its review."""

from django.urls import path

from . import views, views_review

app_name = "emergency_access"
urlpatterns = [
    path("urgencias/", views.start, name="start"),
    path("urgencias/<uuid:opening_id>/", views.case, name="case"),
    path("urgencias/<uuid:opening_id>/identidad/", views.identity, name="identity"),
    path("urgencias/<uuid:opening_id>/fin/", views.close, name="close"),
    path("urgencias/revisiones/", views_review.reviews, name="reviews"),
    path("urgencias/revisiones/<uuid:review_id>/", views_review.review, name="review"),
]
