"""The addresses of a case of another post, opened in an emergency, and of its review."""

from django.urls import path

from . import views, views_review

app_name = "glass"
urlpatterns = [
    path("", views.start, name="start"),
    path("<uuid:opening_id>/", views.case, name="case"),
    path("<uuid:opening_id>/quien/", views.identity, name="identity"),
    path("<uuid:opening_id>/terminar/", views.close, name="close"),
    path("revisiones/", views_review.reviews, name="reviews"),
    path("revisiones/<uuid:review_id>/", views_review.review, name="review"),
]
