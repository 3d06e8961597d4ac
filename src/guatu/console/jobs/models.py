"""A job (作业): stored before it is carried out, so that a machine that stops loses none."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far a job is."""

    WAITING = "waiting", _("等待")
    RUNNING = "running", _("进行中")
    DONE = "done", _("完成")
    FAILED = "failed", _("没有做成")


class Job(models.Model):
    """One piece of background work: its kind, what it is about, how far it is, what came of it.

    `about` is the key of the row it works on; a job that is done twice must leave what one leaves. `lease_until` is
    how long the worker that took it is believed alive; after that another takes it again.
    """

    kind = models.CharField(max_length=40)
    about = models.CharField(max_length=80)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    progress = models.CharField(max_length=200, blank=True)
    outcome = models.TextField(blank=True)  # a sentence for the person who asked
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    taken_by = models.CharField(max_length=120, blank=True)  # the machine whose worker has it

    class Meta:
        """Waiting jobs are looked up by state, in the order asked."""

        indexes = (models.Index(fields=("state", "id"), name="job_state"),)
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.kind} {self.about} {self.state}"
