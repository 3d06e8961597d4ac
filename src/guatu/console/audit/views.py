"""Pages of the trail (安全审计), for auditors alone: they read, count, verify and export; nobody changes anything.

The slice stands below `people`, so that its views name the act that opens them by its word.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django.db import connection
from django.db.models import Count
from django.db.models.functions import TruncDate
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from guatu.console.audit.choice import choice_of
from guatu.console.audit.guard import is_guarded
from guatu.console.audit.models import Entry, Kind
from guatu.console.audit.trail import actor_of, broken_entries, record
from guatu.console.frame.attachments import written_attachment
from guatu.console.frame.clock import today
from guatu.office import write_csv_list, write_workbook
from guatu.report import Column, Row, Section, Table

_READERS = frozenset({"read_audit"})
_A_PAGE = 50
_MOST_EXPORTED = 20_000
_MOST_VERIFIED = 5_000
_MOST_BROKEN = 200
_MOST_DAYS = 366
View = TypeVar("View", bound=Callable[..., HttpResponse])


def _for_auditors(view: View) -> View:
    view.__dict__["allowed_acts"] = _READERS
    return view


@_for_auditors
@require_safe
def trail(request: HttpRequest) -> HttpResponse:
    """Show the entries that are asked for, a page at a time, by number from the newest."""
    choice = choice_of(request)
    asked = choice.entries()
    before, after = _number(request, "before"), _number(request, "after")
    if after is not None:
        shown = list(asked.filter(number__gt=after).order_by("number")[:_A_PAGE])[::-1]
    else:
        shown = list((asked if before is None else asked.filter(number__lt=before))[:_A_PAGE])
    query = request.GET.copy()
    query.pop("before", None)
    query.pop("after", None)
    page = {
        "entries": shown,
        "choice": choice,
        "kinds": Kind.choices,
        "query": query.urlencode(),
        "older": shown[-1].number if shown and asked.filter(number__lt=shown[-1].number).exists() else None,
        "newer": shown[0].number if shown and asked.filter(number__gt=shown[0].number).exists() else None,
        "most_exported": _MOST_EXPORTED,
    }
    return render(request, "audit/trail.html", page)


@_for_auditors
@require_safe
def entry(request: HttpRequest, number: int) -> HttpResponse:
    """Show one entry, what was before beside what is after."""
    found = Entry.objects.filter(number=number).first()
    if found is None:
        raise Http404
    before, after = found.before or {}, found.after or {}
    rows = [
        {"key": key, "before": _text(before.get(key)), "after": _text(after.get(key))}
        for key in dict.fromkeys((*before, *after))
    ]
    fits = not any(True for _broken in broken_entries(number, number))
    return render(request, "audit/trail_entry.html", {"entry": found, "rows": rows, "fits": fits})


@_for_auditors
@require_safe
def statistics(request: HttpRequest) -> HttpResponse:
    """Show how many entries of each kind there are a day."""
    choice = choice_of(request)
    counted = (
        choice.entries().order_by().annotate(day=TruncDate("at")).values("day", "kind").annotate(count=Count("id"))
    )
    days: dict[object, dict[str, int]] = {}
    for row in counted.order_by("-day", "kind"):
        days.setdefault(row["day"], {})[row["kind"]] = row["count"]
    kinds = [kind.value for kind in Kind]
    rows = [
        {"day": day, "counts": [counts.get(kind) for kind in kinds], "total": sum(counts.values())}
        for day, counts in list(days.items())[:_MOST_DAYS]
    ]
    page = {"rows": rows, "kinds": Kind.choices, "choice": choice, "most_days": _MOST_DAYS}
    return render(request, "audit/trail_statistics.html", page)


@_for_auditors
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Hand out the entries that are asked for as a workbook or CSV; a text that looks like a formula stays a text."""
    ending = request.GET.get("as", "xlsx")
    write = {"xlsx": _write_workbook, "csv": _write_csv}.get(ending)
    if write is None:
        raise Http404
    choice = choice_of(request)
    entries = list(choice.entries()[:_MOST_EXPORTED])
    rows = tuple(Row(_cells(one)) for one in entries)
    response = written_attachment(f"trail.{ending}", lambda path: write(path, rows))
    after = {"rows": len(entries), "as": ending, "asked": choice.plain()}
    record(actor_of(request), "trail.export", "导出审计记录", kind=Kind.EXPORT, after=after)
    return response


@_for_auditors
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Check the chain, some thousand entries at a time; what was checked and found is recorded itself."""
    newest = Entry.objects.order_by("-number").values_list("number", flat=True).first() or 0
    page: dict[str, object] = {
        "newest": newest,
        "is_guarded": is_guarded(connection),
        "first": 1,
        "most": _MOST_VERIFIED,
    }
    if request.method == "POST":
        first = max(_number(request, "first", posted=True) or 1, 1)
        last = first + _MOST_VERIFIED - 1
        is_end = last >= newest
        broken = []
        for one in broken_entries(first, None if is_end else last):
            broken.append(one)
            if len(broken) >= _MOST_BROKEN:
                break
        last = max(min(last, newest), first)
        after = {"first": first, "last": last, "broken": [number for number, _why in broken]}
        record(
            actor_of(request),
            "trail.verify",
            f"核对第 {first} 至 {last} 号审计记录：{'有 ' + str(len(broken)) + ' 处不符' if broken else '相符'}",
            kind=Kind.SYSTEM,
            after=after,
        )
        page |= {"first": first, "last": last, "broken": broken, "is_done": True, "next": None if is_end else last + 1}
    return render(request, "audit/verify_trail.html", page)


def _number(request: HttpRequest, name: str, *, posted: bool = False) -> int | None:
    text = (request.POST if posted else request.GET).get(name, "")
    return int(text) if text.isdecimal() and len(text) < 16 else None


def _text(value: object) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False)


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("编号"), width=5),
        Column(_("时间"), width=10),
        Column(_("账号"), width=8),
        Column(_("姓名"), width=8),
        Column(_("岗位"), width=12),
        Column(_("来自"), width=8),
        Column(_("类别"), width=6),
        Column(_("动作"), width=10),
        Column(_("事项"), width=24),
        Column(_("结果"), width=5),
        Column(_("以前"), width=20),
        Column(_("以后"), width=20),
        Column(_("校验值"), width=16),
    )


def _write_csv(path: Path, rows: tuple[Row, ...]) -> None:
    write_csv_list(path, _columns(), (rows,))


def _write_workbook(path: Path, rows: tuple[Row, ...]) -> None:
    title = _("审计记录")
    table = Table(title, title, "", _columns(), (Section("", rows),), numbered=False)
    write_workbook(path, (table,), title=title, created=today())


def _cells(one: Entry) -> tuple[str | None, ...]:
    texts = (
        *(str(one.number), localtime(one.at).strftime("%Y-%m-%d %H:%M:%S"), one.account, one.name, one.post),
        *(one.address, one.get_kind_display(), one.act_words, one.subject, _("办成") if one.was_done else _("未办成")),
        *(_text(one.before), _text(one.after), one.hash),
    )
    return tuple(text or None for text in texts)
