"""Forms of the slice: signing in, the own account, accounts, posts, delegations."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guatu.console.frame.clock import today
from guatu.console.people.models import Delegation, Post, Role, User
from guatu.console.people.tree import Tree, tree_on

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# Choices of a field: what is stored, and its words.
Choices: TypeAlias = "Sequence[tuple[str, str | StrPromise]]"


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    def __init__(self, **options: Any) -> None:  # Any: as in Django's own
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"], **options)


class SignInForm(forms.Form):
    """Account and password."""

    username = forms.CharField(
        label=gettext_lazy("账号"), max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=gettext_lazy("口令"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class ChangePasswordForm(forms.Form):
    """The password of now, and the new one twice."""

    current = forms.CharField(
        label=gettext_lazy("现在的口令"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=gettext_lazy("新口令"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("再输一遍"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, user: User, *arguments: Any, **options: Any) -> None:  # Any: as in Django's own
        self.user = user
        super().__init__(*arguments, **options)

    def clean_new(self) -> str:
        """Return the new password where it keeps the rules."""
        new = str(self.cleaned_data["new"])
        password_validation.validate_password(new, self.user)
        return new

    def clean_again(self) -> str:
        """Return the repeated password where it is the same."""
        again = str(self.cleaned_data["again"])
        if self.cleaned_data.get("new") not in (None, again):
            raise ValidationError(_("两遍输入的新口令不一样，请重新输入。"))
        return again


class CodeForm(forms.Form):
    """The six digits of a second factor."""

    code = forms.RegexField(
        r"^\s*\d{3}\s?\d{3}\s*$",
        label=gettext_lazy("动态口令"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}),
        error_messages={"invalid": gettext_lazy("动态口令是 6 位数字，请看手机上现在显示的数。")},
    )

    def clean_code(self) -> str:
        """Return the digits alone."""
        return "".join(str(self.cleaned_data["code"]).split())


class MyAccountForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs alone
    """What a person sets for himself."""

    language = forms.ChoiceField(
        label=gettext_lazy("界面语言"),
        required=False,
        choices=[("", gettext_lazy("跟随站点")), *settings.LANGUAGES],
    )

    class Meta:
        """Name and account are the system administrator's."""

        model = User
        fields = ("work_phone", "language", "large_type")
        labels = {"large_type": gettext_lazy("大字模式")}


class AccountForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs alone
    """An account to be made."""

    class Meta:
        """The password is made by the site."""

        model = User
        fields = ("username", "full_name", "work_phone")
        labels = {"username": gettext_lazy("账号")}
        help_texts = {
            "username": gettext_lazy("字母、数字和 @ . + - _，建好以后不能改。"),
            "work_phone": gettext_lazy("只登记办公电话，不登记个人手机。"),
        }


class EditAccountForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs alone
    """What the system administrator changes of an account."""

    class Meta:
        """The user name stays."""

        model = User
        fields = ("full_name", "work_phone", "oidc_subject")
        labels = {"oidc_subject": gettext_lazy("单点登录标识")}
        help_texts = {"oidc_subject": gettext_lazy("留空时按账号名对应；第一次单点登录后自动填写。清空可重新对应。")}


class ListForm(forms.Form):
    """A list of accounts."""

    file = forms.FileField(
        label=gettext_lazy("名单文件"),
        help_text=gettext_lazy("Excel、WPS 表格或 CSV，要有“账号”“姓名”两列，可以有“办公电话”。"),
    )


class PostForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs alone
    """A post to be granted."""

    valid_from = DayField(label=gettext_lazy("开始日期"))
    valid_to = DayField(label=gettext_lazy("结束日期"), required=False, help_text=gettext_lazy("留空是长期。"))

    class Meta:
        """Who grants it is known."""

        model = Post
        fields = ("user", "role", "agency", "place", "valid_from", "valid_to")
        labels = {
            "user": gettext_lazy("人员"),
            "role": gettext_lazy("角色"),
            "agency": gettext_lazy("单位"),
            "place": gettext_lazy("管到哪里"),
        }
        help_texts = {
            "place": gettext_lazy("这个地区和它的全部下级。"),
            "agency": gettext_lazy("系统、安全、审计管理员不选单位和地区。"),
        }

    def __init__(self, *arguments: Any, **options: Any) -> None:  # Any: as in Django's own
        super().__init__(*arguments, **options)
        tree = tree_on(today())
        _choose(self, "user", person_choices(User.objects.filter(is_active=True)))
        _choose(self, "role", Role.choices)
        _choose(self, "agency", agency_choices(tree), required=False)
        _choose(self, "place", place_choices(tree), required=False)
        self.fields["valid_from"].initial = today()

    def clean_user(self) -> User:
        """Return the account chosen."""
        return _person(self.cleaned_data["user"])


class LoanForm(forms.ModelForm):  # type: ignore[type-arg]  # generic in the stubs alone
    """A post to be lent."""

    valid_from = DayField(label=gettext_lazy("开始日期"))
    valid_to = DayField(label=gettext_lazy("结束日期"))

    class Meta:
        """When it was ended is written later."""

        model = Delegation
        fields = ("post", "to", "valid_from", "valid_to", "reason")
        labels = {
            "post": gettext_lazy("交出的岗位"),
            "to": gettext_lazy("代理人"),
            "reason": gettext_lazy("理由"),
        }

    def __init__(self, posts: Choices, by: User, *arguments: Any, **options: Any) -> None:  # Any: as in Django's own
        super().__init__(*arguments, **options)
        _choose(self, "post", posts)
        _choose(self, "to", person_choices(User.objects.filter(is_active=True).exclude(pk=by.pk)))
        self.fields["valid_from"].initial = today()

    def clean_post(self) -> Post:
        """Return the post chosen; it is one of the lender's own."""
        return Post.objects.get(pk=self.cleaned_data["post"])

    def clean_to(self) -> User:
        """Return the colleague chosen."""
        return _person(self.cleaned_data["to"])


class PostFilterForm(forms.Form):
    """What the list of posts is narrowed to."""

    words = forms.CharField(label=gettext_lazy("姓名或账号"), required=False, max_length=60)
    role = forms.ChoiceField(label=gettext_lazy("角色"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("状态"),
        required=False,
        choices=[
            ("", gettext_lazy("现在有效和将来")),
            ("ended", gettext_lazy("已结束")),
            ("all", gettext_lazy("全部")),
        ],
    )

    def __init__(self, *arguments: Any, **options: Any) -> None:  # Any: as in Django's own
        super().__init__(*arguments, **options)
        self.fields["role"] = forms.ChoiceField(
            label=_("角色"), required=False, choices=[("", _("全部")), *Role.choices]
        )


def person_choices(users: Iterable[User]) -> Choices:
    """Return persons to choose from: 李审（li）."""
    return [(str(user.pk), f"{user.full_name}（{user.username}）") for user in users]


def place_choices(tree: Tree) -> Choices:
    """Return the places of a tree to choose from, each behind its depth."""
    return [(code, f"{'　' * depth}{tree.places[code].name}（{code}）") for code, depth in in_order(tree)]


def agency_choices(tree: Tree) -> Choices:
    """Return the agencies of a tree to choose from, by place."""
    agencies = sorted(tree.agencies.values(), key=lambda one: (one.place, one.code))
    return [(one.code, f"{one.name}（{tree.place_name(one.place)}）" if one.place else one.name) for one in agencies]


def in_order(tree: Tree) -> list[tuple[str, int]]:
    """Return the places of a tree from the top down, each with its depth; one whose parent is unknown is a top."""
    tops = [code for code in sorted(tree.places) if tree.places[code].parent not in tree.places]
    ordered: list[tuple[str, int]] = []
    waiting = [(code, 0) for code in reversed(tops)]
    while waiting:
        code, depth = waiting.pop()
        ordered.append((code, depth))
        waiting.extend((child, depth + 1) for child in reversed(tree.children(code)))
    return ordered


def _choose(form: forms.BaseForm, name: str, choices: Choices, *, required: bool = True) -> None:
    """Let a field be chosen from a list that is made anew for each page."""
    before = form.fields[name]
    form.fields[name] = forms.ChoiceField(
        label=before.label, help_text=before.help_text, required=required, choices=[("", _("请选择")), *choices]
    )


def _person(key: str) -> User:
    user = User.objects.filter(pk=key, is_active=True).first()
    if user is None:
        raise ValidationError(_("请选择一个人。"))
    return user
