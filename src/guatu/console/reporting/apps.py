"""The slice as Django knows it."""

from django.apps import AppConfig


class Reporting(AppConfig):
    """报送."""

    name = "guatu.console.reporting"
    label = "reporting"
    verbose_name = "报送"
