"""The operation of the site as Django knows it; it keeps no rows of its own."""

from django.apps import AppConfig


class Operation(AppConfig):
    """运行维护."""

    name = "guatu.console.operation"
    label = "operation"
    verbose_name = "运行维护"
