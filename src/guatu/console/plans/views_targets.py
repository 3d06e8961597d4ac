"""Pages of targets (目标管理、矛盾目标): every target with its clause; those that contradict each other."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from guatu.console.audit.models import Kind
from guatu.console.audit.trail import actor_of, record
from guatu.console.frame.attachments import written_attachment
from guatu.console.frame.clock import today
from guatu.console.frame.models import stamp_of
from guatu.console.frame.numbers import whole_number
from guatu.console.people.access import Act, allow
from guatu.console.plans.active import PACKS, active_packs, pack_names
from guatu.console.plans.local import latest_rulings
from guatu.desk import ListedTarget, document_title, list_targets, target_table
from guatu.domain import Finding
from guatu.office import write_workbook
from guatu.pack import Packs, Ruling, contradicting_targets, target_words


@allow(Act.READ_PLANS)
@require_safe
def targets(request: HttpRequest) -> HttpResponse:
    """Show the targets, by place, with filters."""
    listed, findings = _listed()
    chosen = _Filter.of(request)
    places = _tree_order(listed)
    shown = {
        "rows": chosen.kept(listed),
        "all": len(listed),
        "filter": chosen,
        "places": places,
        "years": sorted({year for one in listed for year in _years(one)}),
        "sources": list(dict.fromkeys(one.source for one in listed)),
        "findings": [one for one in findings if one.blocks],
        "has_packs": bool(pack_names()),
        "query": request.GET.urlencode(),
    }
    return render(request, "plans/targets.html", shown)


@allow(Act.READ_PLANS)
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Hand out the targets that are shown as a workbook."""
    rows = _Filter.of(request).kept(_listed()[0])
    table = target_table(rows)
    response = written_attachment(
        "targets.xlsx", lambda path: write_workbook(path, (table,), title=table.title, created=today())
    )
    record(actor_of(request), "targets.export", "导出目标一览表", kind=Kind.EXPORT, after={"rows": len(rows)})
    return response


@allow(Act.READ_PLANS)
@require_safe
def contradictions(request: HttpRequest) -> HttpResponse:
    """Show the targets that ask for different numbers of the same thing, both beside each other, and who decided."""
    packs = active_packs() if pack_names() else None
    groups = [] if packs is None else _groups(packs)
    return render(request, "plans/contradictions.html", {"groups": groups, "has_packs": packs is not None})


@dataclass(frozen=True)
class _Filter:
    """What is asked for: a place, a year, a document, words, contradicting ones alone."""

    place: str
    year: str
    source: str
    words: str
    disputed: bool

    @classmethod
    def of(cls, request: HttpRequest) -> "_Filter":
        given = request.GET
        place, year, source, words = (given.get(name, "").strip() for name in ("place", "year", "source", "words"))
        return cls(place, year, source, words, given.get("disputed") == "1")

    @property
    def year_asked(self) -> int | None:
        return whole_number(self.year)

    def kept(self, listed: Sequence[ListedTarget]) -> list[ListedTarget]:
        order = {code: at for at, (code, _name, _depth) in enumerate(_tree_order(listed))}
        kept = (one for one in listed if self._keeps(one))
        return sorted(kept, key=lambda one: order.get(one.place, len(order)))

    def _keeps(self, one: ListedTarget) -> bool:
        said = f"{one.indicator_name} {one.requirement} {one.clause} {'、'.join(one.lead)} {one.key}"
        return (
            self.place in ("", one.place)
            and (self.year_asked is None or self.year_asked in _years(one))
            and self.source in ("", one.source)
            and all(word in said for word in self.words.split())
            and (one.contradicts or not self.disputed)
        )


def _listed() -> tuple[tuple[ListedTarget, ...], tuple[Finding, ...]]:
    if not pack_names():
        return (), ()
    registers = Path(settings.WORKSPACE.path("registers"))
    return _list(pack_names(), stamp_of(PACKS), tuple(_written(path) for path in sorted(registers.glob("targets.*"))))


@lru_cache(maxsize=4)
def _list(*_unchanged: object) -> tuple[tuple[ListedTarget, ...], tuple[Finding, ...]]:
    return list_targets(active_packs(), Path(settings.WORKSPACE.path("registers")))


def _written(path: Path) -> tuple[str, int, int]:
    found = path.stat()
    return path.name, found.st_mtime_ns, found.st_size


def _years(one: ListedTarget) -> tuple[int, ...]:
    return () if one.period is None else tuple(range(one.period.first.year, one.period.last.year + 1))


def _tree_order(listed: Sequence[ListedTarget]) -> list[tuple[str, str, int]]:
    """Return the places that have targets, from the top of the tree down: code, name, how deep it stands."""
    names = {one.place: one.place_name for one in listed}
    parents = {place.code: place.parent for place in active_packs().place_tree()} if listed else {}

    def way(code: str) -> tuple[str, ...]:
        found = [code]
        while (above := parents.get(found[0])) and above not in found:
            found.insert(0, above)
        return tuple(found)

    ways = sorted(way(code) for code in names)
    least = min((len(one) for one in ways), default=0)
    return [(one[-1], names[one[-1]], len(one) - least) for one in ways]


def _groups(packs: Packs) -> list[dict[str, object]]:
    signed = latest_rulings()
    groups: list[dict[str, object]] = []
    for group in contradicting_targets(packs):
        first_pack, first = group[0]
        indicator = packs.indicator(first.indicator)
        place = packs.place_tree().find(first.place or first_pack.manifest.place or "")
        linked = [
            {"pack": pack.id, "ruling": ruling, "signed": signed.get((pack.id, ruling.id))}
            for pack in {pack.id: pack for pack, _target in group}.values()
            for ruling in pack.rulings
            if _is_about(ruling, pack.id, group)
        ]
        groups.append(
            {
                "indicator": indicator.name if indicator else first.indicator,
                "place": place.name if place else "",
                "period": first.period.words if first.period else "",
                "targets": [
                    {
                        "target": target,
                        "words": target_words(target),
                        "document": document_title(pack, target.clause),
                        "clause_title": pack.clause_title(target.clause) or "",
                        "pack": pack,
                    }
                    for pack, target in group
                ],
                "rulings": linked,
            }
        )
    return groups


def _is_about(ruling: Ruling, pack_id: str, group: Sequence[tuple[object, object]]) -> bool:
    """Tell whether a question is about one of the targets: it names the target's clause, or a note names it."""
    return any(
        (ruling.clause and ruling.clause == getattr(target, "clause", None))
        or ruling.id in (getattr(target, "note", None) or "")
        for pack, target in group
        if getattr(pack, "id", None) == pack_id
    )
