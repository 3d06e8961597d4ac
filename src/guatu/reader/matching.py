"""The draft beside loaded packs (对照): which bodies, indicators and place they know, and what is proposed as new."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from guatu.domain import AgencyBook, Level, Place, PlaceTree
from guatu.pack import AgencyAlias, AgencyEntry, Packs, PlaceEntry
from guatu.reader.agencies import split_names
from guatu.reader.agency_names import body_key, is_cut_from, is_each_county, is_group
from guatu.reader.draft import DocumentFacts, Draft
from guatu.reader.identifiers import id_of_name, mark_of
from guatu.reader.indicator_matching import IndicatorMatch, match_indicators
from guatu.reader.known_columns import KnownColumn, known_columns
from guatu.reader.nearness import nearest_names

_PLACE_NAME = re.compile(r"[一-鿿]{2,10}?(?:省|自治区|自治州|市|州|盟|地区|县|区|旗)")
_NO_PLACE = re.compile(r"局|厅|委|办|党|关于|印发|通知|城市|市场|社区|园区|小区|校区|试验区|人民")
_LEVELS = {"省": "province", "治区": "province", "市": "prefecture", "州": "prefecture", "盟": "prefecture",
           "地区": "prefecture", "县": "county", "区": "county", "旗": "county"}  # fmt: skip
# The quotes of old texts have half-width brackets.
_WIDE_BRACKETS = str.maketrans("()", "（）")
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")


@dataclass(frozen=True, slots=True)
class AgencyMatch:
    """One printed name of a body: `known_name` in the packs' book, or `proposed`, one new agency for all its names.

    `in_force` is False when the pack knows the name, but not for the day of the plan.
    """

    name: str
    agency_id: str | None
    known_name: str | None
    near: tuple[str, ...] = ()
    count: int = 1
    proposed: AgencyEntry | None = None
    in_force: bool = True

    @property
    def written(self) -> str:
        """The name under which the draft pack names the body."""
        if self.known_name is not None:
            return self.known_name
        return self.name if self.proposed is None else self.proposed.name


@dataclass(frozen=True, slots=True)
class PlaceMatch:
    """The place that the plan is for: that of a loaded pack, or `proposed` without an official code, or none at all."""

    code: str | None = None
    name: str | None = None
    proposed: PlaceEntry | None = None


@dataclass(frozen=True, slots=True)
class Matches:
    """What of a draft is known: bodies and indicators in the order of the text, the place, columns that rules may use.

    `counties` are the codes one step below a known place, for the group of all county governments.
    """

    agencies: tuple[AgencyMatch, ...] = ()
    indicators: tuple[IndicatorMatch, ...] = ()
    place: PlaceMatch = PlaceMatch()
    columns: tuple[KnownColumn, ...] = ()
    counties: tuple[str, ...] = ()

    def agency(self, name: str) -> AgencyMatch | None:
        """Return the match of a printed name."""
        return next((one for one in self.agencies if one.name == name), None)

    def indicator_of(self, number: int) -> IndicatorMatch | None:
        """Return the match of the target at a place in `Draft.targets`."""
        return next((one for one in self.indicators if number in one.targets), None)


def match_draft(draft: Draft, packs: Packs | None) -> Matches:
    """Return the matches of a draft with the packs that its own pack will extend (none: everything is new)."""
    tree = PlaceTree(()) if packs is None else packs.place_tree()
    place = match_place(draft.document, tree)
    known = None if place.code is None else tree.find(place.code)
    names = tuple(dict.fromkeys((*(() if known is None else (known.name, *known.aliases)), place.name or "")))
    book = AgencyBook(()) if packs is None else _book_of_place(packs.agency_book(), tree, place)
    counties = () if known is None else tuple(_counties(tree, known))
    agencies = _match_agencies(draft, book, names=tuple(filter(None, names)), place=place, counties=counties)
    indicators = match_indicators(draft.targets, packs, frozenset(names))
    return Matches(agencies, indicators, place, known_columns(packs), counties)


def names_of_duty(text: str | None) -> tuple[str, ...]:
    """Return the bodies that a duty names in `who` or `to`."""
    return split_names(text.translate(_WIDE_BRACKETS)) if text else ()


def match_place(facts: DocumentFacts, tree: PlaceTree) -> PlaceMatch:
    """Return the place of a plan, from its issuers first, then its title."""
    texts = [re.sub(r"^(?:中共|中国共产党)", "", text) for text in (*facts.issuers, facts.title or "") if text]
    names = [name for name in tree.names() if not name[0].isascii()]
    for text in texts:
        found = max((name for name in names if text.startswith(name)), key=len, default=None)
        place = None if found is None else tree.find(found)
        rest = "" if found is None else text[len(found) :]
        while place is not None and (inner := _inner_place(rest)) is not None:
            below = tree.find(inner)
            if below is None:
                return _proposed_place([inner], parent=place.code)
            place, rest = below, rest[len(inner) :]
        if place is not None:
            return PlaceMatch(place.code, place.name)
    for text in texts:
        chain = _place_chain(text)
        if chain:
            return _proposed_place(chain)
    return PlaceMatch()


def _book_of_place(book: AgencyBook, tree: PlaceTree, place: PlaceMatch) -> AgencyBook:
    """Return the agencies that a plan of the place may mean: its own, those above and below, and those of no place.

    The 发展改革局 of another county is another body, even if it is called the same.
    """
    near: set[str | None] = {None}
    known = None if place.code is None else tree.find(place.code)
    if known is None and place.proposed is not None and place.proposed.parent is not None:
        known = tree.find(place.proposed.parent)
        near.add(place.proposed.parent)
    elif known is not None:
        near.update(one.code for one in tree.within(known.code))
    while known is not None:
        near.add(known.code)
        known = None if known.parent is None else tree.find(known.parent)
    return AgencyBook(tuple(agency for agency in book.agencies if agency.place in near))


def _counties(tree: PlaceTree, place: Place) -> list[str]:
    return [one.code for one in tree.children(place.code) if one.level is Level.COUNTY]


def _inner_place(rest: str) -> str | None:
    """Return the place that is named directly behind another: 甲市乙县人民政府 is about 乙县."""
    match = _PLACE_NAME.match(rest)
    if match is None or _NO_PLACE.search(match.group()) or len(match.group()) < 3:
        return None
    return match.group()


def _place_chain(text: str) -> list[str]:
    chain: list[str] = []
    while (name := _inner_place(text)) is not None:
        chain.append(name)
        text = text[len(name) :]
    return chain


def _proposed_place(chain: list[str], parent: str | None = None) -> PlaceMatch:
    """Propose the last place of a chain; its official code is for a person to fill in."""
    name = chain[-1]
    level = next(level for ending, level in _LEVELS.items() if name.endswith(ending))
    if name in _MUNICIPALITIES:
        level = "province"
    elif len(chain) > 1 and level == "prefecture" and chain[-2].endswith("市"):
        level = "county"
    note = "代码是临时的，请改成行政区划六位码（园区用自定的代码）。"
    entry = PlaceEntry(code=f"place-{mark_of(name, 6)}", name=name, level=level, parent=parent, note=note)
    return PlaceMatch(entry.code, name, entry)


def _match_agencies(
    draft: Draft, book: AgencyBook, *, names: tuple[str, ...], place: PlaceMatch, counties: tuple[str, ...]
) -> tuple[AgencyMatch, ...]:
    printed = Counter(name for task in draft.tasks for name in (*task.lead, *task.support))
    printed.update(name for duty in draft.duties for text in (duty.who, duty.to) for name in names_of_duty(text))
    known: dict[str, str] = {}
    for key in book.names():
        known.setdefault(body_key(key, names), key)
    day = _day_of(draft.document)
    matches: list[AgencyMatch] = []
    strangers: list[tuple[str, int]] = []
    for name, count in printed.items():
        found = _known_name(name, book, known, names)
        if found is None:
            strangers.append((name, count))
            continue
        agency = book.find(found)
        in_force = agency is None or book.find(found, day) is not None
        id_, title = (None, None) if agency is None else (agency.id, agency.name)
        matches.append(AgencyMatch(name, id_, title, count=count, in_force=in_force))
    entries = _proposed_agencies([name for name, _ in strangers], names, place=place, counties=counties)
    han_names = [name for name in book.names() if not name.isascii()]
    for name, count in strangers:
        near = nearest_names(name, han_names)
        matches.append(AgencyMatch(name, None, None, near, count, entries[name]))
    order = {name: place for place, name in enumerate(printed)}
    return tuple(sorted(matches, key=lambda match: order[match.name]))


def _known_name(name: str, book: AgencyBook, known: dict[str, str], places: tuple[str, ...]) -> str | None:
    """Return the key of the book that stands for a printed name: itself, its usual form, or with its level's letter."""
    if book.find(name) is not None:
        return name
    key = body_key(name, places)
    if key in known:
        return known[key]
    fuller = [other for other in known if is_cut_from(key, other)]
    return known[fuller[0]] if len(fuller) == 1 and len(key) > 2 else None


def _proposed_agencies(
    printed: list[str], places: tuple[str, ...], *, place: PlaceMatch, counties: tuple[str, ...]
) -> dict[str, AgencyEntry]:
    """Return a new agency for each name; names of one body share it: the fullest is its name, others are aliases."""
    groups: dict[str, list[str]] = {}
    for name in printed:
        groups.setdefault(body_key(name, places), []).append(name)
    for key in [one for one in groups if len(one) > 2]:
        fuller = [other for other in groups if is_cut_from(key, other)]
        if len(fuller) == 1:
            groups[fuller[0]].extend(groups.pop(key))
    entries: dict[str, AgencyEntry] = {}
    for names in groups.values():
        title = max(names, key=lambda name: (name[0] in "省市州县区", not name[0].isdigit(), -names.index(name)))
        entry = AgencyEntry(
            id=id_of_name(title),
            name=title,
            aliases=tuple(_alias(name) for name in names if name != title),
            place=place.code,
            group=is_group(title),
            members=counties if is_each_county(title) else (),
        )
        entries.update(dict.fromkeys(names, entry))
    return entries


def _alias(name: str) -> AgencyAlias:
    return AgencyAlias(name=name)


def _day_of(facts: DocumentFacts) -> date | None:
    printed = facts.issued_on
    return date.fromisoformat(printed) if printed is not None and len(printed) == 10 else None
