"""What is reported (报送): rounds, filings, entries being typed, figures that were submitted, and all that was done.

Entries may be changed until they are submitted. A figure (一个报出的数) is written once; a correction is another one.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

_PERSON = settings.AUTH_USER_MODEL


class Round(models.Model):
    """A form of one period (一期报表): who owes it, when it is due, whether its late list is frozen.

    `form` is the key of the duty, `pack:duty`; `cells` keeps what was asked when the round was opened (desk.FormCell
    as plain data), so that a change of packs does not change a round that is open.
    """

    form = models.CharField(max_length=160)
    title = models.CharField(max_length=200)
    clause = models.CharField(max_length=80, blank=True)
    period_first = models.DateField()
    period_last = models.DateField()
    recipients = models.JSONField(default=list)  # codes of the agencies it goes to; empty: every checker above
    cells = models.JSONField(default=list)
    due_at = models.DateTimeField(null=True)
    calendar_known = models.BooleanField(default=True)
    grace_until = models.DateTimeField(null=True)
    note = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(_PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField(null=True)
    late_list = models.JSONField(null=True)  # who had not reported when it froze: [{place, name, state}]

    class Meta:
        """Newest period first."""

        constraints = (models.UniqueConstraint(fields=("form", "period_last"), name="round_once"),)
        ordering = ("-period_last", "form")

    def __str__(self) -> str:
        return f"{self.title} {self.period_last:%Y-%m}"


class FilingState(models.TextChoices):
    """How one place stands with one round (报送状态). 迟报 is not a state but a mark on a submitted filing."""

    MISSING = "missing", _("未报")
    DRAFT = "draft", _("暂存")
    SUBMITTED = "submitted", _("已报")
    RETURNED = "returned", _("退回")
    ACCEPTED = "accepted", _("已通过")


class Filing(models.Model):
    """One place's answer to one round; made for every place that owes it when the round opens."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="filings")
    place = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=FilingState.choices, default=FilingState.MISSING)
    is_late = models.BooleanField(default=False)  # its first submission came after the due time and grace
    no_change = models.BooleanField(default=False)  # 本月无变化
    first_submitted_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(_PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(_PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, blank=True)  # of the last return
    unlocked_until = models.DateTimeField(null=True)
    # Grows by one with each change; a page that was opened before another's change is told so instead of overwriting.
    edition = models.PositiveIntegerField(default=0)

    class Meta:
        """One filing a place and round."""

        constraints = (models.UniqueConstraint(fields=("round", "place"), name="filing_once"),)
        indexes = (models.Index(fields=("place", "state"), name="filing_place_state"),)
        ordering = ("round_id", "place")

    def __str__(self) -> str:
        return f"{self.round_id} {self.place} {self.state}"


class Entry(models.Model):
    """A cell being typed (暂存的数): one a place, period, indicator and basis, shared by all forms that ask for it."""

    place = models.CharField(max_length=40)
    period = models.DateField()  # the last month of the period, its first day
    indicator = models.CharField(max_length=80)
    basis = models.CharField(max_length=12)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    growth = models.DecimalField(max_digits=14, decimal_places=8, null=True)  # a fraction: 15% is 0.15
    by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Fill once."""

        constraints = (models.UniqueConstraint(fields=("place", "period", "indicator", "basis"), name="entry_once"),)

    def __str__(self) -> str:
        return f"{self.place} {self.period:%Y-%m} {self.indicator}"


class Figure(models.Model):
    """A figure that was reported (数据), never changed afterwards. Its vintage (版本) counts from 1 within its status.

    `status` is a word of observations: flash and final stand beside each other and never replace one another. A figure
    counts once its filing was accepted (`accepted_at`); history handed in at the start has no filing and
    counts at once.
    """

    place = models.CharField(max_length=40)
    period = models.DateField()
    indicator = models.CharField(max_length=80)
    basis = models.CharField(max_length=12)
    status = models.CharField(max_length=12, default="flash")
    vintage = models.PositiveIntegerField(default=1)
    value = models.DecimalField(max_digits=24, decimal_places=6, null=True)
    growth = models.DecimalField(max_digits=14, decimal_places=8, null=True)
    growth_basis = models.CharField(max_length=12, blank=True)
    reason = models.CharField(max_length=500, blank=True)  # why a later vintage differs
    filing = models.ForeignKey(Filing, null=True, on_delete=models.PROTECT, related_name="figures")
    source = models.CharField(max_length=200, blank=True)  # of history: the file it came from
    reported_by = models.ForeignKey(_PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    accepted_by = models.ForeignKey(_PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)  # returned or withdrawn before it counted

    class Meta:
        """One vintage of a cell and status."""

        constraints = (
            models.UniqueConstraint(
                fields=("place", "period", "indicator", "basis", "status", "vintage"), name="figure_once"
            ),
        )
        indexes = (
            models.Index(fields=("period", "place"), name="figure_period_place"),
            models.Index(fields=("filing",), name="figure_filing"),
        )

    def __str__(self) -> str:
        return f"{self.place} {self.period:%Y-%m} {self.indicator} v{self.vintage}"


class Hit(models.Model):
    """A check (校验) that a filing's figures do not meet; a question is answered with a reason."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="hits")
    check_id = models.CharField(max_length=80)
    severity = models.CharField(max_length=10)  # error | question
    indicator = models.CharField(max_length=80, blank=True)
    sentence = models.CharField(max_length=400)
    because = models.CharField(max_length=400, blank=True)
    answer = models.CharField(max_length=400, blank=True)
    answered_by = models.ForeignKey(_PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """Errors before questions."""

        ordering = ("severity", "id")

    def __str__(self) -> str:
        return f"{self.filing_id} {self.check_id} {self.indicator}"


class FilingAct(models.Model):
    """One step in the life of a filing (办理记录); stored before anything follows from it."""

    class What(models.TextChoices):
        """What was done."""

        SAVE = "save", _("暂存")
        SUBMIT = "submit", _("提交")
        WITHDRAW = "withdraw", _("撤回")
        ACCEPT = "accept", _("通过")
        RETURN = "return", _("退回")
        QUESTION = "question", _("质询")
        ANSWER = "answer", _("答复")
        CORRECT = "correct", _("更正")
        UNLOCK = "unlock", _("准予补报")

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="acts")
    what = models.CharField(max_length=10, choices=What.choices)
    by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.CharField(max_length=500, blank=True)
    cells = models.PositiveIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)  # of a submission: SHA-256 over its figures, on the receipt
    # A page sends the same token when a person clicks twice or the network repeats: done once.
    token = models.CharField(max_length=40, blank=True)

    class Meta:
        """In the order done."""

        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("filing", "token"), condition=~models.Q(token=""), name="filing_act_once"),
        )

    def __str__(self) -> str:
        return f"{self.filing_id} {self.what}"


class Upload(models.Model):
    """A workbook handed in for a filing; the worker reads it (job `read_upload`) and the result is a row too."""

    class State(models.TextChoices):
        """How far the reading is."""

        WAITING = "waiting", _("已收到，正在读")
        TAKEN = "taken", _("已填入")
        FAULTY = "faulty", _("有问题，请改")
        FAILED = "failed", _("读不了")

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="uploads")
    name = models.CharField(max_length=200)
    path = models.CharField(max_length=200)  # under uploads/
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    submit = models.BooleanField(default=False)  # hand in at once where nothing is wrong
    good = models.PositiveIntegerField(default=0)
    bad = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list)  # [{sheet, cell, sentence, way_out, severity}]
    amounts = models.JSONField(default=list)  # the cells that are right: [[indicator, basis, value, growth]]
    marked = models.CharField(max_length=200, blank=True)  # the same workbook with wrong cells coloured
    note = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    token = models.CharField(max_length=40, unique=True)  # sent by the page: the same file sent twice is one upload

    class Meta:
        """Newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.filing_id} {self.name}"


class UnlockRequest(models.Model):
    """A request to report after the late list is frozen (超期补报申请)."""

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="unlock_requests")
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    is_granted = models.BooleanField(null=True)
    decided_by = models.ForeignKey(_PERSON, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=500, blank=True)
    until = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.filing_id} {self.is_granted}"


class Chase(models.Model):
    """One reminder (催报) and how it went."""

    class Channel(models.TextChoices):
        """How a person was reached."""

        PHONE = "phone", _("电话")
        MESSAGE = "message", _("短信")
        GROUP = "group", _("工作群")
        LETTER = "letter", _("催报函")

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="chases")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    text = models.TextField(blank=True)
    outcome = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.filing_id} {self.channel}"
