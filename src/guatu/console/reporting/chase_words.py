"""The words of a reminder (催报文本), ready to paste: short message, work group, letter; and of a round's notice."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from guatu.console.frame.clock import now, today
from guatu.console.people.models import User
from guatu.console.reporting.chasing import Call
from guatu.console.reporting.models import Round
from guatu.console.reporting.progress import Standing
from guatu.console.reporting.subjects import period_words


def message_text(call: Call, user: User) -> str:
    """Return the words of a short message (短信) to one place."""
    return _("%(name)s：%(forms)s，至今未报，请尽快在平台填报提交。已报的请核对是否点了“提交”。%(caller)s") % {
        "name": call.agency,
        "forms": _("；").join(_form_words(one.filing.round, one) for one in call.standings),
        "caller": _caller(user),
    }


def group_text(calls: Iterable[Call], user: User) -> str:
    """Return the words for the work group (工作群): forms, and the places that owe each."""
    owing: dict[int, tuple[Round, list[str]]] = {}
    for call in calls:
        for one in call.standings:
            owing.setdefault(one.filing.round_id, (one.filing.round, []))[1].append(call.name)
    if not owing:
        return ""
    lines = [_("各单位：截至%(moment)s，以下报表尚未报送：") % {"moment": moment_words(now())}]
    for number, (asked, names) in enumerate(owing.values(), start=1):
        lines.append(
            _("%(number)d. %(form)s（%(count)d个）：%(names)s")
            % {"number": number, "form": _form_words(asked, None), "count": len(names), "names": _("、").join(names)}
        )
    lines.append(_("请尽快在平台填报提交；确有困难的请来电说明。%(caller)s") % {"caller": _caller(user)})
    return "\n".join(lines)


def letter_text(call: Call, user: User) -> str:
    """Return the words of a letter (催报函) to one place."""
    lines = [
        _("关于报送%(period)s报表的催报函") % {"period": _periods(call)},
        "",
        _("%(name)s：") % {"name": call.agency},
    ]
    lines.append(
        _("    按照报送要求，以下报表应由你单位报送，截至%(moment)s尚未收到：") % {"moment": moment_words(now())}
    )
    lines.extend(f"    {_form_words(one.filing.round, one)}" for one in call.standings)
    lines.append(
        _("    请你单位于收函当日完成填报；因故不能报送的，请书面说明原因。迟报、未报情况按规定在月度通报中列出。")
    )
    lines.extend(["", f"    {_caller(user)}", f"    {day_words(today())}"])
    return "\n".join(lines)


def moment_words(moment: datetime) -> str:
    """Return a moment as a notice says it: 10月8日17时, 10月8日17:30."""
    clock = f"{moment:%H:%M}" if moment.minute else _("%(hour)d时") % {"hour": moment.hour}
    return _("%(month)d月%(day)d日%(clock)s") % {"month": moment.month, "day": moment.day, "clock": clock}


def day_words(day: date) -> str:
    """Return a day as a letter is dated: 2024年10月8日."""
    return _("%(year)d年%(month)d月%(day)d日") % {"year": day.year, "month": day.month, "day": day.day}


def _form_words(asked: Round, one: Standing | None) -> str:
    due = moment_words(timezone.localtime(asked.due_at)) if asked.due_at else _("未定")
    words = _("%(form)s（%(period)s，时限%(due)s）") % {
        "form": asked.title,
        "period": period_words(asked.period_first, asked.period_last),
        "due": due,
    }
    is_returned = one is not None and one.tally.returned
    return words + _("，已退回，请改正后重报") if is_returned else words


def _periods(call: Call) -> str:
    found = {period_words(one.filing.round.period_first, one.filing.round.period_last): None for one in call.standings}
    return _("、").join(found)


def _caller(user: User) -> str:
    if user.work_phone:
        return _("联系人：%(name)s，电话：%(phone)s。") % {"name": user, "phone": user.work_phone}
    return _("联系人：%(name)s。") % {"name": user}


def notice_text(month: date, rounds: Iterable[Round], user: User) -> str:
    """Return the words of the notice (布置通知) of a month's forms; empty where there is none."""
    found = tuple(rounds)
    if not found:
        return ""
    period = _("%(year)d年%(month)d月") % {"year": month.year, "month": month.month}
    lines = [_("关于做好%(period)s数据报送的通知") % {"period": period}, "", _("各单位："), ""]
    for number, one in enumerate(found, start=1):
        due = moment_words(timezone.localtime(one.due_at)) if one.due_at else _("另行通知")
        lines.append(
            _("    %(number)d. %(form)s（%(period)s，%(cells)d个指标），请于%(due)s前报送。")
            % {
                "number": number,
                "form": one.title,
                "period": period_words(one.period_first, one.period_last),
                "cells": len(one.cells),
                "due": due,
            }
        )
        if one.note:
            lines.append(f"       {one.note}{'' if one.note.endswith('。') else '。'}")
    lines.append("")
    lines.append(
        _("    请登录平台，在“我的填报”中填报或上传报表；上期数和上年同期数已列在格旁，没有变化的可点“本月无变化”。")
    )
    lines.extend(["", f"    {_caller(user)}", f"    {day_words(today())}"])
    return "\n".join(lines)
