"""An audit entry (审计记录): written once, chained to the one before, never changed or removed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from guatu.console.audit.act_words import act_words


class Kind(models.TextChoices):
    """What kind of act an entry tells of."""

    SIGN_IN = "sign_in", _("登录退出")
    VIEW = "view", _("查看企业数据")
    CHANGE = "change", _("新增修改")
    DECISION = "decision", _("审核审批")
    EXPORT = "export", _("导出下载")
    PRINT = "print", _("打印")
    RIGHTS = "rights", _("权限变更")
    SYSTEM = "system", _("系统事项")


class Entry(models.Model):
    """One act: who, as which post, when, from where, what, before and after.

    `hash` is SHA-256 over the entry's content and `previous`, the hash of the entry before: a change or a gap shows.
    """

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    account = models.CharField(max_length=150, blank=True)
    name = models.CharField(max_length=60, blank=True)
    post = models.CharField(max_length=120, blank=True)
    address = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    act = models.CharField(max_length=60)  # the name of what was done, such as `filing.accept`
    subject = models.CharField(max_length=200)  # what it was done to, in words
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    was_done = models.BooleanField(default=True)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        """The newest is asked for most."""

        ordering = ("-number",)
        indexes = (
            models.Index(fields=("at",), name="entry_at"),
            models.Index(fields=("account", "at"), name="entry_account"),
        )

    @property
    def act_words(self) -> str:
        """What was done, in words."""
        return act_words(self.act)

    def __str__(self) -> str:
        return f"{self.number} {self.account} {self.act} {self.subject}"
