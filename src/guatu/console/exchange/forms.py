"""What a person types on the pages of the exchange."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guatu.console.exchange.hooks import EVENTS
from guatu.console.exchange.signing import known_key
from guatu.console.exchange.tokens import SCOPES
from guatu.console.people.models import ADMINISTRATORS, User
from guatu.domain import InvalidValue

_MOST_BYTES = 50 << 20
_MONTH = r"^(19|20)\d\d-(0[1-9]|1[0-2])$"
_SCOPE_WORDS = {"submit": _("报送数据"), "read_observations": _("读取已通过的数"), "read_ledgers": _("读取六本账")}
_EVENT_WORDS = {
    "round.opened": _("报表布置"),
    "filing.submitted": _("报表提交"),
    "filing.accepted": _("报表通过"),
    "filing.returned": _("报表退回"),
    "run.done": _("月度运行完成"),
    "issue.signed": _("通报签发"),
    "package.taken": _("交换包导入"),
}


class TokenForm(forms.Form):
    """A new token."""

    name = forms.CharField(label=_("用途说明"), max_length=80, help_text=_("如：甲子市统计平台每月报送"))
    account = forms.ModelChoiceField(
        User.objects.filter(is_active=True).exclude(posts__role__in=ADMINISTRATORS),
        label=_("以哪个账号的名义"),
        help_text=_("令牌能做的事不超过这个账号的岗位"),
    )
    scopes = forms.MultipleChoiceField(
        label=_("可做的事"),
        choices=[(one, _SCOPE_WORDS[one]) for one in SCOPES],
        widget=forms.CheckboxSelectMultiple,
    )
    valid_to = forms.DateField(label=_("有效期至"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


class HookForm(forms.Form):
    """A new webhook."""

    name = forms.CharField(label=_("名称"), max_length=80)
    address = forms.CharField(label=_("推送地址"), max_length=300, help_text=_("对方系统接收消息的网址"))
    events = forms.MultipleChoiceField(
        label=_("推送哪些事项"),
        choices=[(one, _EVENT_WORDS[one]) for one in EVENTS],
        widget=forms.CheckboxSelectMultiple,
    )


class MonthsForm(forms.Form):
    """Which months go out, and to whom."""

    first = forms.RegexField(_MONTH, label=_("起月"))
    last = forms.RegexField(_MONTH, label=_("止月"))
    to = forms.CharField(label=_("交给"), max_length=80)


class PackageForm(forms.Form):
    """A file that came from another site."""

    file = forms.FileField(label=_("交换包或回执"))

    def clean_file(self) -> Any:  # Any: Django's uploaded file
        """Refuse a file that is larger than any package."""
        file = self.cleaned_data["file"]
        if file.size > _MOST_BYTES:
            raise forms.ValidationError(_("文件超过 50 MB，不是交换包。"))
        return file


class PeerForm(forms.Form):
    """A site to be trusted."""

    name = forms.CharField(label=_("站点名称"), max_length=80)
    public_key = forms.CharField(label=_("公钥"), max_length=60)

    def clean_public_key(self) -> str:
        """Refuse what is no key."""
        text: str = self.cleaned_data["public_key"].strip()
        try:
            known_key(text)
        except InvalidValue as error:
            raise forms.ValidationError(str(error)) from error
        return text
