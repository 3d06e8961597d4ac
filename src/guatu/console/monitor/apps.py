"""The slice as Django knows it."""

from django.apps import AppConfig


class Monitor(AppConfig):
    """监测."""

    name = "guatu.console.monitor"
    label = "monitor"
    verbose_name = "监测"
