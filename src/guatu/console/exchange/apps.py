"""The slice as Django knows it."""

from django.apps import AppConfig


class Exchange(AppConfig):
    """交换."""

    name = "guatu.console.exchange"
    label = "exchange"
    verbose_name = "交换"
