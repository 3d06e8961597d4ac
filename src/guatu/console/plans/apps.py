"""The slice as Django knows it."""

from django.apps import AppConfig


class Plans(AppConfig):
    """政策包."""

    name = "guatu.console.plans"
    label = "plans"
    verbose_name = "政策包"
