"""Packs in use (政策包), plans that were handed in and read (方案), answers this site has signed (口径决定)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PackFolder(models.Model):
    """A pack this site knows: one that comes with guatu (`path` empty) or a folder under the workspace's `packs/`."""

    pack = models.CharField(max_length=80)
    version = models.CharField(max_length=64)  # a hash of its content
    title = models.CharField(max_length=200)
    path = models.CharField(max_length=200, blank=True)
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Newest first."""

        ordering = ("-loaded_at", "-id")
        constraints = (models.UniqueConstraint(fields=("pack", "version"), name="pack_version_once"),)

    def __str__(self) -> str:
        return f"{self.title} {self.version[:8]}"


class PackSwitch(models.Model):
    """From when on which packs are in use; the newest row counts. Packs are in the order in which they are read."""

    packs = models.ManyToManyField(PackFolder, through="PackPlace")
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=200)

    class Meta:
        """Newest first."""

        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.reason}"


class PackPlace(models.Model):
    """Where a pack stands in a switch's order; the last one is the main pack."""

    switch = models.ForeignKey(PackSwitch, on_delete=models.CASCADE)
    folder = models.ForeignKey(PackFolder, on_delete=models.PROTECT)
    order = models.PositiveSmallIntegerField()

    class Meta:
        """In their order."""

        ordering = ("order",)

    def __str__(self) -> str:
        return f"{self.order} {self.folder_id}"


class PlanUpload(models.Model):
    """A plan's file as handed in, and the folder of papers that reading it gave (job `read_plan`)."""

    class State(models.TextChoices):
        """How far the reading is."""

        WAITING = "waiting", _("等待读取")
        READ = "read", _("已读，待核对")
        APPLIED = "applied", _("已按核对表改定")
        LOADED = "loaded", _("已装入")
        FAILED = "failed", _("没有读成")

    name = models.CharField(max_length=200)
    path = models.CharField(max_length=200)  # under uploads/
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    note = models.TextField(blank=True)
    against = models.JSONField(default=list)  # the packs it is read against, by name
    reading = models.CharField(max_length=200, blank=True)  # the folder of papers that counts, under uploads/
    counts = models.JSONField(default=list)  # [[目标, 15], …]
    findings = models.JSONField(default=list)  # of the reading and of the draft pack's check, as plain data
    review = models.CharField(max_length=200, blank=True)  # the corrected workbook handed in last, under uploads/
    loaded = models.ForeignKey(PackFolder, null=True, on_delete=models.PROTECT, related_name="+")
    token = models.CharField(max_length=40, blank=True)  # sent by the page: the same file sent twice is one upload
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering = ("-at", "-id")
        constraints = (
            models.UniqueConstraint(fields=("token",), condition=~models.Q(token=""), name="plan_upload_once"),
        )

    def __str__(self) -> str:
        return self.name


class SignedRuling(models.Model):
    """An answer to a pack's open question (口径决定), signed here; a later answer replaces it, none is erased."""

    pack = models.CharField(max_length=80)
    ruling = models.CharField(max_length=80)
    answer = models.CharField(max_length=200)
    document = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.pack}:{self.ruling} {self.answer}"
