"""The slice as Django knows it."""

from django.apps import AppConfig


class Bulletins(AppConfig):
    """通报."""

    name = "guatu.console.bulletins"
    label = "bulletins"
    verbose_name = "通报"
