"""Addresses of the slice: what fillers use, then what checkers use."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("guatu.console.reporting.checking_urls")),
]
