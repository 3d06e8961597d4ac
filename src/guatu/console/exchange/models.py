"""Machines at the door (交换): API tokens, webhooks and their deliveries, offline packages, the sites we trust."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

_PERSON = settings.AUTH_USER_MODEL


class ApiToken(models.Model):
    """A token (令牌) of a machine; only its hash is kept. Its scopes are a part of what its account may do."""

    name = models.CharField(max_length=80)
    start = models.CharField(max_length=8)  # the first characters, to tell tokens apart in a list
    hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)  # submit, read_observations, read_ledgers
    account = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="api_tokens")
    made_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    valid_to = models.DateField()
    ended_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        """Newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.name} {self.start}…"


class Webhook(models.Model):
    """An address that is told of events, each message signed with the hook's secret."""

    name = models.CharField(max_length=80)
    address = models.URLField(max_length=300)
    secret = models.CharField(max_length=80)
    events = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    made_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        """By name."""

        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Delivery(models.Model):
    """One message to one hook, stored before it is sent (job `deliver`); tried again until it is taken."""

    hook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="deliveries")
    event = models.CharField(max_length=40)
    body = models.JSONField()
    at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True)
    answered = models.PositiveSmallIntegerField(null=True)  # the HTTP status that came back
    delivered_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.event} → {self.hook_id}"


class Peer(models.Model):
    """Another site whose packages are taken: its name and its public key (Ed25519, base64)."""

    name = models.CharField(max_length=80, unique=True)
    public_key = models.CharField(max_length=60)
    is_trusted = models.BooleanField(default=True)
    added_by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        """By name."""

        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Package(models.Model):
    """An offline package (交换包) that went out or came in; the same one twice is taken once."""

    class Way(models.TextChoices):
        """Out of this site or into it."""

        OUT = "out", _("导出")
        IN = "in", _("导入")

    number = models.CharField(max_length=64, unique=True)  # the package's own id, in its manifest
    way = models.CharField(max_length=4, choices=Way.choices)
    peer = models.CharField(max_length=80, blank=True)
    path = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    counts = models.JSONField(default=dict)
    receipt = models.JSONField(null=True)
    note = models.CharField(max_length=400, blank=True)
    by = models.ForeignKey(_PERSON, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.way} {self.number}"
