"""Runs of a month (运行) and the alerts they raised (预警)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class MonthRun(models.Model):
    """One run of a month on the figures accepted by then (job `run_month`); its papers lie in `runs/<id>/`.

    A run is never run again: what changed since is another run.
    """

    class State(models.TextChoices):
        """How far the run is."""

        WAITING = "waiting", _("等待运行")
        DONE = "done", _("已完成")
        FAILED = "failed", _("没有运行成")

    month = models.DateField()
    track = models.CharField(max_length=12, default="flash")  # flash: all accepted figures; final: final ones alone
    as_of = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    packs = models.JSONField(default=list)  # [{id, title, version}]
    figures = models.PositiveIntegerField(default=0)
    lights = models.JSONField(default=dict)  # {green, yellow, red, grey}
    findings = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64, blank=True)  # of run.json
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    token = models.CharField(max_length=40, blank=True)  # sent by the page: a double click is one run

    class Meta:
        """Newest first."""

        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=("token",), condition=~models.Q(token=""), name="month_run_once"),
        )

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} #{self.pk}"


class HistoryImport(models.Model):
    """Past figures handed in as files (历史数据): read once by the job `take_history`, with what was wrong in them."""

    class State(models.TextChoices):
        """How far the reading is."""

        WAITING = "waiting", _("等待读取")
        DONE = "done", _("已导入")
        FAILED = "failed", _("没有导入成")

    name = models.CharField(max_length=200)
    path = models.CharField(max_length=200)  # a folder under the workspace
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    read = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list)
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    token = models.CharField(max_length=40, unique=True)

    class Meta:
        """Newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name


class AlertCase(models.Model):
    """An alert (预警) of a target and place through the months: raised, confirmed or dismissed, cleared."""

    class State(models.TextChoices):
        """How it stands."""

        RAISED = "raised", _("待确认")
        CONFIRMED = "confirmed", _("已确认")
        DISMISSED = "dismissed", _("已排除")
        CLEARED = "cleared", _("已解除")

    rule = models.CharField(max_length=160)
    name = models.CharField(max_length=200)
    level = models.CharField(max_length=10)
    target = models.CharField(max_length=160, blank=True)
    place = models.CharField(max_length=40)
    indicator = models.CharField(max_length=80)
    answers = models.CharField(
        max_length=200, blank=True
    )  # codes of the agencies that must answer, with a comma between
    sentence = models.TextField()
    because = models.CharField(max_length=400, blank=True)  # the values the rule was met on
    requirement = models.CharField(max_length=200, blank=True)  # of the target, in words
    clause = models.CharField(max_length=200, blank=True)
    month = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.RAISED)
    first_run = models.ForeignKey(MonthRun, on_delete=models.PROTECT, related_name="+")
    last_run = models.ForeignKey(MonthRun, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """One case a rule, target, place, indicator and month."""

        constraints = (
            models.UniqueConstraint(fields=("rule", "target", "place", "indicator", "month"), name="alert_case_once"),
        )
        ordering = ("-month", "level", "place")

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.place} {self.name}"


class AlertAct(models.Model):
    """One step in the life of an alert: raised by a run, confirmed, dismissed with a reason, answered, cleared.

    `state` is how the case stood afterwards.
    """

    class What(models.TextChoices):
        """What was done."""

        RAISE = "raise", _("触发")
        LAST = "last", _("延续")
        CHANGE = "change", _("数值变化")
        CONFIRM = "confirm", _("确认")
        DISMISS = "dismiss", _("排除")
        ANSWER = "answer", _("应答")
        CLEAR = "clear", _("解除")

    case = models.ForeignKey(AlertCase, on_delete=models.CASCADE, related_name="acts")
    what = models.CharField(max_length=10, choices=What.choices, default=What.RAISE)
    state = models.CharField(max_length=10, choices=AlertCase.State.choices)
    reason = models.CharField(max_length=500, blank=True)
    run = models.ForeignKey(MonthRun, null=True, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """In the order done."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.case_id} {self.state}"
