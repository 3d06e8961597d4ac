"""What every page's frame shows: the menu of what this person may do, the person, the site's day."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from guatu.console.frame.clock import today
from guatu.console.people.access import Act, grants_of, may
from guatu.console.people.gate import TRAIL_LANGUAGE, post_words
from guatu.console.people.models import User

# The menu in its order: group, then address name, words, and the acts of which one is needed (none: everybody).
MENU = (
    (_("工作台"), (("worklist", _("待办事项"), ()), ("calendar", _("工作日历"), ()))),
    (
        _("报送"),
        (
            ("filings", _("我的填报"), (Act.FILL,)),
            ("checking", _("审核与退回"), (Act.CHECK,)),
            ("progress", _("报送进度与催报"), (Act.SEE_PROGRESS, Act.CHASE)),
            ("rounds", _("报表任务"), (Act.OPEN_ROUND,)),
            ("unlocks", _("超期补报"), (Act.UNLOCK, Act.ASK_UNLOCK)),
            ("indicators", _("指标库"), (Act.READ_PLANS,)),
        ),
    ),
    (
        _("监测"),
        (
            ("runs", _("运行本月"), (Act.RUN_MONTH,)),
            ("overview", _("监测总览"), (Act.SEE_LEDGERS,)),
            ("ledgers", _("六本账"), (Act.SEE_LEDGERS,)),
            ("alerts", _("预警中心"), (Act.SEE_LEDGERS,)),
            ("ranking", _("排名"), (Act.SEE_LEDGERS,)),
            ("wall", _("挂图作战"), (Act.SEE_LEDGERS,)),
        ),
    ),
    (_("通报"), (("issues", _("通报与报告"), (Act.READ_BULLETIN,)),)),
    (
        _("方案"),
        (
            ("packs", _("政策包"), (Act.READ_PLANS,)),
            ("targets", _("目标管理"), (Act.READ_PLANS,)),
            ("contradictions", _("矛盾目标"), (Act.READ_PLANS,)),
            ("rulings", _("口径决定"), (Act.READ_PLANS,)),
            ("plan_uploads", _("读方案"), (Act.MANAGE_PLANS,)),
        ),
    ),
    (
        _("系统"),
        (
            ("units", _("单位与地区"), (Act.MANAGE_UNITS,)),
            ("accounts", _("账号"), (Act.MANAGE_UNITS, Act.MANAGE_RIGHTS)),
            ("posts", _("岗位与权限"), (Act.MANAGE_RIGHTS,)),
            ("delegations", _("代理"), ()),
            ("tokens", _("接口令牌"), (Act.MANAGE_RIGHTS,)),
            ("webhooks", _("消息推送"), (Act.MANAGE_RIGHTS,)),
            ("packages", _("数据交换"), (Act.EXCHANGE,)),
            ("trail", _("安全审计"), (Act.READ_AUDIT,)),
            ("help", _("帮助"), ()),
        ),
    ),
)


def page_frame(request: HttpRequest) -> dict[str, object]:
    """Return the menu and the head of a page."""
    user = getattr(request, "user", None)
    match = request.resolver_match
    return {
        "menu": _menu(user) if isinstance(user, User) else (),
        "here": match.url_name if match else "",
        "site_name": settings.WORKSPACE.text("site_name"),
        "is_demo": settings.WORKSPACE.flag("demo"),
        "site_day": today(),
        "post_name": _post_name(request),
        "large_type": isinstance(user, User) and user.large_type,
        "idle_minutes": settings.WORKSPACE.number("idle_minutes"),
    }


def _post_name(request: HttpRequest) -> str:
    """Return the posts of a person in the language of the page; the gate has put those of the trail on the request."""
    if get_language() == TRAIL_LANGUAGE or not isinstance(request.user, User):
        return str(getattr(request, "post_name", ""))
    return post_words(grants_of(request.user))


def _menu(user: User) -> list[dict[str, object]]:
    groups = []
    for title, items in MENU:
        shown = [
            {"name": name, "words": words, "address": address}
            for name, words, acts in items
            if (not acts or any(may(user, act) for act in acts)) and (address := _address(name))
        ]
        if shown:
            groups.append({"title": title, "items": shown})
    return groups


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
