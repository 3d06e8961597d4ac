"""The slice as Django knows it."""

from django.apps import AppConfig


class Audit(AppConfig):
    """审计."""

    name = "guatu.console.audit"
    label = "audit"
    verbose_name = "审计"
