"""指标库: what each indicator counts, from the packs in use, and which forms ask for it."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guatu.console.people.access import Act, allow
from guatu.console.plans.active import active_packs
from guatu.domain import MissingFile, Validity
from guatu.pack import Indicator, Pack, Packs, contradicting_targets


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator as the page shows it: in words, with the forms that ask for it and what contradicts it."""

    indicator: Indicator
    pack: str
    kind: str
    growth: str
    frequency: str
    schedule: str
    validity: str
    total: str
    ratio: str
    forms: tuple[str, ...]
    targets: int
    conflicts: tuple[str, ...]

    @property
    def aliases(self) -> tuple[str, ...]:
        """Its other Chinese names; the English ones are for files and mean nothing to who reports."""
        return tuple(one for one in self.indicator.aliases if not one.isascii())


@require_GET
@allow(Act.READ_PLANS)
def indicators(request: HttpRequest) -> HttpResponse:
    """List the indicators of the packs in use, filtered by word, kind, and whether a form asks for them."""
    try:
        packs = active_packs()
    except MissingFile as missing:
        return render(request, "reporting/indicators.html", {"rows": (), "missing": str(missing), "picked": {}})
    word, kind = request.GET.get("word", "").strip(), request.GET.get("kind", "")
    asked = request.GET.get("asked", "forms" if not request.GET else "")
    rows = [
        row
        for row in indicator_rows(packs)
        if _has(row.indicator, word) and kind in ("", row.indicator.kind.value) and _is_asked(row, asked)
    ]
    context = {
        "rows": rows,
        "count": len(packs.indicators),
        "kinds": list(_kinds().items()),
        "picked": {"word": word, "kind": kind, "asked": asked},
    }
    return render(request, "reporting/indicators.html", context)


def indicator_rows(packs: Packs) -> tuple[IndicatorRow, ...]:
    """Return every indicator in the order of the packs."""
    forms: dict[str, list[str]] = {}
    for pack in packs.packs:
        for duty in pack.duties:
            for key in duty.indicators:
                if (one := packs.indicator(key)) is not None:
                    forms.setdefault(one.id, []).append(duty.what)
    targets: dict[str, int] = {}
    for _pack, target in packs.targets_with_packs():
        if (one := packs.indicator(target.indicator)) is not None:
            targets[one.id] = targets.get(one.id, 0) + 1
    disputed = {target.indicator for group in contradicting_targets(packs) for _pack, target in group}
    entries: dict[str, list[tuple[Pack, Indicator]]] = {}
    for pack in packs.packs:
        for entry in pack.indicators:
            entries.setdefault(entry.id, []).append((pack, entry))
    return tuple(
        replace(row, conflicts=(*row.conflicts, _("目标互相矛盾，见“矛盾目标”")))
        if row.indicator.id in disputed
        else row
        for row in (
            _row(packs, one, entries[one.id], tuple(forms.get(one.id, ())), targets.get(one.id, 0))
            for one in packs.indicators
        )
    )


def _row(
    packs: Packs, one: Indicator, entries: list[tuple[Pack, Indicator]], forms: tuple[str, ...], targets: int
) -> IndicatorRow:
    total = packs.indicator(one.total) if one.total else None
    over = packs.indicator(one.ratio.over) if one.ratio else None
    under = packs.indicator(one.ratio.under) if one.ratio else None
    return IndicatorRow(
        indicator=one,
        pack=entries[-1][0].manifest.title,
        kind=_kinds()[one.kind.value],
        growth=_growths()[one.growth.value],
        frequency=_frequencies()[one.frequency],
        schedule=_("按往年同期占比") if one.schedule == "usual" else _("按月均摊"),
        validity=_validity(one.valid),
        total=total.name if total else "",
        ratio=f"{over.name} ÷ {under.name}" if over and under else "",
        forms=forms,
        targets=targets,
        conflicts=_conflicts(packs, one, entries),
    )


def _conflicts(packs: Packs, one: Indicator, entries: list[tuple[Pack, Indicator]]) -> tuple[str, ...]:
    """Return where packs say different things of the same indicator, and where a name means two of them."""
    found = [
        _("“%(pack)s”写的计量单位是%(unit)s，以“%(last)s”的%(now)s为准")
        % {"pack": pack.manifest.title, "unit": entry.unit, "last": entries[-1][0].manifest.title, "now": one.unit}
        for pack, entry in entries[:-1]
        if entry.unit != one.unit
    ]
    found += [
        _("“%(name)s”也是“%(other)s”（%(code)s）的叫法，报表里请写全称")
        % {"name": name, "other": other.name, "code": other.id}
        for name in (one.name, *one.aliases)
        if (other := packs.indicator(name)) is not None and other.id != one.id
    ]
    return tuple(found)


def _has(one: Indicator, word: str) -> bool:
    said = (one.id, one.name, one.unit, one.definition or "", *one.aliases)
    return not word or any(word.casefold() in text.casefold() for text in said)


def _is_asked(row: IndicatorRow, asked: str) -> bool:
    if asked == "forms":
        return bool(row.forms)
    return bool(row.targets) if asked == "targets" else True


def _validity(valid: Validity) -> str:
    start = f"{valid.start:%Y-%m-%d}" if valid.start else ""
    end = f"{valid.end:%Y-%m-%d}" if valid.end else ""
    if not start and not end:
        return _("长期")
    return _("%(start)s 至 %(end)s") % {"start": start or "…", "end": end or "…"}


def _kinds() -> dict[str, str]:
    return {"flow": _("流量"), "stock": _("时点"), "rate": _("比率")}


def _growths() -> dict[str, str]:
    return {"real": _("可比价"), "nominal": _("现价"), "comparable": _("可比口径"), "none": _("不发布增速")}


def _frequencies() -> dict[str, str]:
    return {
        "monthly": _("每月"),
        "quarterly": _("每季"),
        "half_yearly": _("每半年"),
        "yearly": _("每年"),
    }
