"""Addresses of the API, which asks for a token and not for a session."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
