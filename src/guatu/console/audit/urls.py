"""Addresses of the slice."""

from django.urls import path

from guatu.console.audit import views

urlpatterns = [
    path("", views.trail, name="trail"),
    path("entries/<int:number>", views.entry, name="trail_entry"),
    path("export", views.export, name="export_trail"),
    path("statistics", views.statistics, name="trail_statistics"),
    path("verify", views.verify, name="verify_trail"),
]
