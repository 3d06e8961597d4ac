"""The slice as Django knows it."""

from django.apps import AppConfig


class Frame(AppConfig):
    """页面框架."""

    name = "guatu.console.frame"
    label = "frame"
    verbose_name = "页面框架"
