"""Checks that every name in a pack leads somewhere: indicators, agencies, places, clauses, industries, tags."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from guatu.domain import Finding, FindingCode, Span, nearest
from guatu.pack.entries import entries_with, parts_of
from guatu.pack.findings import (
    UNKNOWN_AGENCY,
    UNKNOWN_CLAUSE,
    UNKNOWN_INDICATOR,
    UNKNOWN_INDUSTRY,
    UNKNOWN_PLACE,
    UNKNOWN_TAG,
)
from guatu.pack.pack import Pack, Packs, split_clause


class Use(NamedTuple):
    """A name where it is used: what uses it, the name, and the line of the entry."""

    by: str
    name: str
    span: Span | None


def known_indicators(packs: Packs) -> Iterator[Finding]:
    """Every indicator that is named is in an `indicators.yaml`."""
    uses = (use for pack in packs.packs for use in _indicator_uses(pack))
    return unknown_names(packs, uses, packs.indicator, packs.indicator_names(), _INDICATOR)


def known_agencies(packs: Packs) -> Iterator[Finding]:
    """Every agency that leads, supports, reports or answers is in an `agencies.yaml`."""
    book = packs.agency_book()
    uses = (use for pack in packs.packs for use in _agency_uses(pack))
    yield from unknown_names(packs, uses, book.find, book.names(), _AGENCY)
    tree = packs.place_tree()
    members = (use for pack in packs.packs for use in _member_uses(pack))
    yield from unknown_names(packs, members, lambda name: book.find(name) or tree.find(name), book.names(), _AGENCY)


def known_places(packs: Packs) -> Iterator[Finding]:
    """Every place that is named is in a `places.yaml`; a parent is named by its code; a target has a place."""
    tree = packs.place_tree()
    uses = (use for pack in packs.packs for use in _place_uses(pack))
    yield from unknown_names(packs, uses, tree.find, tree.names(), _PLACE)
    codes = {place.code for place in tree}
    parents = (
        Use(f"地区“{one.name}”的上级", one.parent, one.span)
        for pack in packs.packs
        for one in pack.places
        if one.parent is not None
    )
    yield from unknown_names(packs, parents, {code: code for code in codes}.get, codes, _PLACE)
    for pack in packs.packs:
        for target in pack.targets:
            if target.place is None and pack.manifest.place is None:
                sentence = f"目标“{target.id}”没有写地区，政策包也没有写适用地区。"
                way_out = "请在 pack.yaml 写 place，或者在这个目标里写 place。"
                yield UNKNOWN_PLACE.at(target.span, sentence, way_out)


def known_clauses(packs: Packs) -> Iterator[Finding]:
    """Every clause is in the clause lists of the pack's own documents; a document without a list is not checked."""
    for pack in packs.packs:
        paths = {(document.number, entry.path) for document in pack.manifest.documents for entry in document.clauses}
        numbers = {document.number for document in pack.manifest.documents}
        unlisted = {document.number for document in pack.manifest.documents if not document.clauses}
        written = [path if number is None else f"{number}#{path}" for number, path in paths]
        for use in _clause_uses(pack):
            number, path = split_clause(use.name)
            if not numbers or number in unlisted or (number is None and unlisted):
                continue
            if (number, path) in paths or (number is None and any(path == known for _, known in paths)):
                continue
            sentence = f"{use.by}写的条款“{use.name}”不在条款目录里{nearest(use.name, written) or '。'}"
            way_out = "请按 pack.yaml 条款目录里的写法改，或者把这一条补进目录。"
            yield UNKNOWN_CLAUSE.at(use.span, sentence, way_out)


def known_industries(packs: Packs) -> Iterator[Finding]:
    """Every industry that an indicator belongs to is in an `industries.yaml`."""
    ids = {one.id: one for pack in packs.packs for grouping in pack.industries for one in grouping.industries}
    uses = (
        Use(f"指标“{one.id}”", one.industry, one.span)
        for pack in packs.packs
        for one in pack.indicators
        if one.industry is not None
    )
    return unknown_names(packs, uses, ids.get, ids, _INDUSTRY)


def known_tags(packs: Packs) -> Iterator[Finding]:
    """Every tag that a target asks for is carried by some place."""
    tags = {tag: tag for pack in packs.packs for place in pack.places for tag in place.tags}
    uses = (
        Use(f"目标“{target.id}”", target.tag, target.span)
        for pack in packs.packs
        for target in pack.targets
        if target.tag is not None
    )
    return unknown_names(packs, uses, tags.get, tags, _TAG)


class Sort(NamedTuple):
    """One sort of name: the code when it is unknown, what it is called, the file it is entered in."""

    code: FindingCode
    word: str
    file: str
    mend: str = "登记它"


_INDICATOR = Sort(UNKNOWN_INDICATOR, "指标", "indicators.yaml")
_AGENCY = Sort(UNKNOWN_AGENCY, "单位", "agencies.yaml")
_PLACE = Sort(UNKNOWN_PLACE, "地区", "places.yaml")
_INDUSTRY = Sort(UNKNOWN_INDUSTRY, "产业", "industries.yaml")
_TAG = Sort(UNKNOWN_TAG, "标签", "places.yaml", "给这一类园区写上这个标签")


def unknown_names(
    packs: Packs, uses: Iterable[Use], find: Callable[[str], object], names: Iterable[str], sort: Sort
) -> Iterator[Finding]:
    """Yield a finding for each name that leads nowhere, with the nearest one that does."""
    unread = frozenset().union(*(pack.unread for pack in packs.packs))
    known = list(names)
    for use in uses:
        # An entry that could not be read has its own finding; its users are not to blame.
        if find(use.name) is not None or use.name in unread or sort.file in unread:
            continue
        sentence = f"{use.by}写的{sort.word}“{use.name}”没有登记{nearest(use.name, known) or '。'}"
        way_out = f"请改成已登记的写法，或者在 {sort.file} 里{sort.mend}。"
        yield sort.code.at(use.span, sentence, way_out)


def _indicator_uses(pack: Pack) -> Iterator[Use]:
    for target in pack.targets:
        yield Use(f"目标“{target.id}”", target.indicator, target.span)
    lists: tuple[tuple[str, Iterable[tuple[str, tuple[str, ...], Span | None]]], ...] = (
        ("任务", ((one.id, one.indicators, one.span) for one in pack.tasks)),
        ("报送要求", ((one.id, one.indicators, one.span) for one in pack.duties)),
        ("亮灯规则", ((one.id, one.indicators, one.span) for one in pack.lights)),
    )
    for word, entries in lists:
        for key, names, span in entries:
            yield from (Use(f"{word}“{key}”", name, span) for name in names)
    for indicator in pack.indicators:
        by = f"指标“{indicator.id}”"
        if indicator.total is not None:
            yield Use(f"{by}的合计指标", indicator.total, indicator.span)
        if indicator.ratio is not None:
            yield Use(f"{by}的分子", indicator.ratio.over, indicator.span)
            yield Use(f"{by}的分母", indicator.ratio.under, indicator.span)


def _agency_uses(pack: Pack) -> Iterator[Use]:
    for target in pack.targets:
        yield from (Use(f"目标“{target.id}”", name, target.span) for name in (*target.lead, *target.support))
    for task in pack.tasks:
        yield from (Use(f"任务“{task.id}”", name, task.span) for name in (*task.lead, *task.support))
    for duty in pack.duties:
        yield from (Use(f"报送要求“{duty.id}”", name, duty.span) for name in (*duty.who, *duty.to))
    for alert in pack.alerts:
        if alert.answers is not None:
            yield Use(f"预警“{alert.id}”", alert.answers, alert.span)


def _member_uses(pack: Pack) -> Iterator[Use]:
    for agency in pack.agencies:
        yield from (Use(f"统称“{agency.id}”", name, agency.span) for name in agency.members)


def _place_uses(pack: Pack) -> Iterator[Use]:
    if pack.manifest.place is not None:
        yield Use("政策包", pack.manifest.place, pack.manifest.span)
    for agency in pack.agencies:
        if agency.place is not None:
            yield Use(f"单位“{agency.id}”", agency.place, agency.span)
    for target in pack.targets:
        if target.place is not None:
            yield Use(f"目标“{target.id}”", target.place, target.span)


def _clause_uses(pack: Pack) -> Iterator[Use]:
    for entry in entries_with(pack, "span"):
        for noun, span in parts_of(entry):
            by = entry.by if noun is entry.noun else f"{entry.by}里的一项"
            clauses = (getattr(noun, "clause", None), *getattr(noun, "also_in", ()))
            yield from (Use(by, clause, span) for clause in clauses if clause is not None)
