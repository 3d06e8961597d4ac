"""Addresses of the frame."""

from django.urls import path

from guatu.console.frame import views

urlpatterns = [path("alive", views.alive, name="alive")]
