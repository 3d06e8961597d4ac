"""A bulletin (月通报): drafted from a run, edited in its words, reviewed, signed, frozen."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

_PERSON = settings.AUTH_USER_MODEL


class Issue(models.Model):
    """One bulletin of one month. Once issued nothing of it changes; what is corrected later stands in a revision table.

    `draft` is the run's report.Bulletin as plain data; `texts` holds what a person has written in the place of a
    stretch of text, by block and stretch: `{"3.0": "…"}`. Figures are not among the stretches and cannot be edited.
    `head` has what was written into title, recipients and signature; `hidden` the blocks that are left out; `added` the
    paragraphs put behind a block: `{"3": ["…"]}`; `confirmed` the typed numbers that somebody answers for.
    """

    class State(models.TextChoices):
        """How far the approval is (拟稿 → 审核 → 签发)."""

        DRAFT = "draft", _("拟稿")
        REVIEW = "review", pgettext_lazy("bulletin", "审核")
        SIGNING = "signing", _("签发")
        ISSUED = "issued", _("已签发")
        DROPPED = "dropped", _("作废")

    month = models.DateField()
    place = models.CharField(max_length=40, blank=True)  # the code of the place it is about
    run = models.ForeignKey("monitor.MonthRun", on_delete=models.PROTECT, related_name="issues")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    number = models.CharField(max_length=60, blank=True)  # 期号或文号
    draft = models.JSONField()
    texts = models.JSONField(default=dict)
    head = models.JSONField(default=dict)
    dated = models.DateField(null=True)
    hidden = models.JSONField(default=list)
    added = models.JSONField(default=dict)
    confirmed = models.JSONField(default=list)  # [{where, number, sentence, reason, by, at}]
    figures = models.JSONField(default=list)  # keys of the reporting.Figure of the month that the run counted
    corrections = models.JSONField(default=list)  # keys of the Revision that its annex prints
    issued_note = models.CharField(max_length=100, blank=True)  # under the title, also when signed: 数据均为虚构
    edition = models.PositiveIntegerField(default=0)
    drafted_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(_PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    files = models.JSONField(default=dict)  # name → SHA-256, under issues/<id>/

    class Meta:
        """Newest first."""

        ordering = ("-month", "-id")

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.state}"


class IssueAct(models.Model):
    """One step of the approval, with its comment."""

    class What(models.TextChoices):
        """What was done."""

        DRAFT = "draft", _("拟稿")
        EDIT = "edit", _("修改文字")
        SEND = "send", _("送审")
        PASS = "pass", _("审核通过")
        RETURN = "return", _("退回修改")
        SIGN = "sign", _("签发")
        DROP = "drop", _("作废")
        COMMENT = "comment", _("意见")
        CONFIRM = "confirm", _("核数确认")

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="acts")
    what = models.CharField(max_length=10, choices=What.choices)
    comment = models.CharField(max_length=1000, blank=True)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """In the order done."""

        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.issue_id} {self.what}"


class Revision(models.Model):
    """A figure of an issued bulletin that was corrected afterwards (修订): shown beside it, and in the next one."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="revisions")
    place = models.CharField(max_length=40)
    indicator = models.CharField(max_length=80)
    basis = models.CharField(max_length=12)
    period = models.DateField()
    before = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    after = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    growth_before = models.DecimalField(max_digits=14, decimal_places=8, null=True)
    growth_after = models.DecimalField(max_digits=14, decimal_places=8, null=True)
    reason = models.CharField(max_length=500)
    figure = models.ForeignKey("reporting.Figure", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """One revision a figure and issue."""

        constraints = (models.UniqueConstraint(fields=("issue", "figure"), name="revision_once"),)
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.issue_id} {self.place} {self.indicator}"
