"""Addresses of the API, which asks for a token and not for a session."""

from django.urls import path

from guatu.console.exchange.api import api

urlpatterns = [path("", api.urls)]
