"""The slice as Django knows it."""

from django.apps import AppConfig


class People(AppConfig):
    """人员."""

    name = "guatu.console.people"
    label = "people"
    verbose_name = "人员"
