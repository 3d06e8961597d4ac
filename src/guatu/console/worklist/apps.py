"""The slice as Django knows it."""

from django.apps import AppConfig


class Worklist(AppConfig):
    """工作台."""

    name = "guatu.console.worklist"
    label = "worklist"
    verbose_name = "工作台"
