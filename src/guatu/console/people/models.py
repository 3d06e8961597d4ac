"""Who and where: places and agencies as dated trees (地区 单位), accounts, posts (岗位), delegations (代理)."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a post does (角色). Nobody holds two of the three administrators, nor one beside a post of business."""

    FILLER = "filler", _("填报员")
    CHECKER = "checker", _("审核员")
    ANALYST = "analyst", _("牵头单位经办")
    HEAD = "head", _("单位负责人")
    LEADER = "leader", _("分管领导")
    SUPERVISION = "supervision", _("督查")
    FINANCE = "finance", _("财政")
    SYSTEM = "system", _("系统管理员")
    SECURITY = "security", _("安全管理员")
    AUDIT = "audit", _("审计管理员")


ADMINISTRATORS = frozenset({Role.SYSTEM, Role.SECURITY, Role.AUDIT})


class DatedUnit(models.Model):
    """What a place or an agency was called and stood under, from one day to another; both ends included."""

    code = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    parent = models.CharField(max_length=40, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)
    # A row that came with a pack is renewed with it; one written here stays.
    is_local = models.BooleanField(default=False)

    class Meta:
        """Not a table of its own."""

        abstract = True

    def __str__(self) -> str:
        return self.name


class PlaceVersion(DatedUnit):
    """A place (地区/园区) as it was called and stood between two days."""

    level = models.CharField(max_length=12)
    tags = models.JSONField(default=list, blank=True)

    class Meta:
        """One version of a code begins on a day."""

        constraints = (models.UniqueConstraint(fields=("code", "valid_from"), name="place_version_once"),)
        ordering = ("code", "valid_from")


class AgencyVersion(DatedUnit):
    """An agency (单位) as it was called and stood between two days; `place` is the code of the place it belongs to."""

    place = models.CharField(max_length=40, blank=True)
    phone = models.CharField(max_length=40, blank=True)

    class Meta:
        """One version of a code begins on a day."""

        constraints = (models.UniqueConstraint(fields=("code", "valid_from"), name="agency_version_once"),)
        ordering = ("code", "valid_from")


class Succession(models.Model):
    """What became of a place or an agency on a day (撤并、拆分、更名): old figures stay with the old code.

    A unit that is new has no `old`, one that ended without a successor no `new`.
    """

    class Change(models.TextChoices):
        """What happened."""

        SPLIT = "split", _("拆分")
        MERGE = "merge", _("合并")
        RENAME = "rename", _("更名")
        MOVE = "move", _("改变隶属")
        ADD = "add", _("新设")
        END = "end", _("撤销")

    what = models.CharField(max_length=10, choices=(("place", _("地区")), ("agency", _("单位"))))
    change = models.CharField(max_length=10, choices=Change.choices)
    old = models.CharField(max_length=40, blank=True)
    new = models.CharField(max_length=40, blank=True)
    day = models.DateField()
    reason = models.CharField(max_length=200)

    class Meta:
        """In the order of the days."""

        ordering = ("day", "id")

    def __str__(self) -> str:
        return f"{self.old} → {self.new} {self.day}"


class User(AbstractUser):
    """An account (账号) of one person. Only the work phone is kept."""

    full_name = models.CharField(_("姓名"), max_length=60)
    work_phone = models.CharField(_("办公电话"), max_length=40, blank=True)
    must_change_password = models.BooleanField(default=True)
    password_changed_at = models.DateTimeField(null=True, blank=True)
    large_type = models.BooleanField(default=False)
    language = models.CharField(max_length=10, blank=True)
    # The subject of the single sign-on, where the account came or was joined by it.
    oidc_subject = models.CharField(max_length=200, blank=True)

    class Meta:
        """By user name."""

        ordering = ("username",)

    def __str__(self) -> str:
        return self.full_name or self.username


class OpenSession(models.Model):
    """A session (会话) that somebody opened by signing in: when, from where, with which browser."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="open_sessions")
    session_key = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()
    address = models.CharField(max_length=60, blank=True)
    browser = models.CharField(max_length=200, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-at", "-id")

    def __str__(self) -> str:
        return f"{self.user_id} {self.at:%Y-%m-%d %H:%M}"


class PasswordUsed(models.Model):
    """A password's hash that an account had, so that it is not taken again at once."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="passwords_used")
    hash = models.CharField(max_length=256)
    at = models.DateTimeField()

    class Meta:
        """Newest first."""

        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.user_id} {self.at:%Y-%m-%d}"


class Post(models.Model):
    """A post (岗位): a person, a role, the agency it is held at, and the place under which it reaches."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=12, choices=Role.choices)
    agency = models.CharField(max_length=40, blank=True)  # an agency's code; administrators have none
    place = models.CharField(max_length=40, blank=True)  # the top of the subtree
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    granted_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """By person."""

        ordering = ("user_id", "id")

    def __str__(self) -> str:
        return f"{self.user_id} {self.role} {self.agency} {self.place}"


class Delegation(models.Model):
    """A post lent to a colleague for some days (代理、A/B 岗); both act, and the trail names both."""

    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="delegations")
    to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegated")
    valid_from = models.DateField()
    valid_to = models.DateField()
    reason = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Newest first."""

        ordering = ("-valid_from", "-id")

    def __str__(self) -> str:
        return f"{self.post_id} → {self.to_id}"
