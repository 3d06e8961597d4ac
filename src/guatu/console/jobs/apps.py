"""The slice as Django knows it."""

from django.apps import AppConfig


class Jobs(AppConfig):
    """后台作业."""

    name = "guatu.console.jobs"
    label = "jobs"
    verbose_name = "后台作业"
