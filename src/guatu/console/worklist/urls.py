"""Addresses of the slice; the home page is the work list."""

from django.urls import URLPattern, path

from guatu.console.worklist import views_calendar, views_help, views_worklist

urlpatterns: list[URLPattern] = [
    path("", views_worklist.worklist, name="worklist"),
    path("calendar", views_calendar.calendar, name="calendar"),
    path("help", views_help.help, name="help"),
]
