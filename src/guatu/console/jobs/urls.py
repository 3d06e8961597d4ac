"""Addresses of jobs."""

from django.urls import path

from guatu.console.jobs import views

urlpatterns = [path("<int:key>", views.job, name="job")]
