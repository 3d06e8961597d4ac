"""Addresses of the slice: what fillers use, then what checkers use."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
