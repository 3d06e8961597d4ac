"""Scores of firms (企业评价) as a list and a workbook of counts: what class each is in and what follows.

No card for a firm and no distance to the next class: nobody is told which figure to report.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from guatu.pack import Packs, Scorecard
from guatu.report.score_reading import ScoreReading, grade_title
from guatu.report.values import Cell, Column, Form, Row, Section, Table
from guatu.scoring import Standing

Cells = Mapping[str, object]
_SHOWN = 20_000  # rows of the list in a workbook; the CSV has all
_PART = 10_000
_IDENTITY = {"name": ("企业名称", 18), "place": ("地区", 6), "park": ("园区", 8), "industry": ("行业", 8)}
_PLACES = ("place", "park")
_RESULTS = (
    ("total", "总分", Form.NUMBER),
    ("rank", "位次", Form.COUNT),
    ("grade", "等次", Form.TEXT),
    ("standing", "状态", Form.TEXT),
    ("reason", "说明", Form.TEXT),
    ("unsettled", "未定的", Form.TEXT),
)


@dataclass(frozen=True)
class FirmReading:
    """A card that was put to a register of firms: its rows as the database gives them, and the card's own pages.

    `about` is a reading without units: for the sheets that tell the card. `unit` is the column of the firms' codes.
    """

    about: ScoreReading
    unit: str
    columns: tuple[str, ...]
    rows: Sequence[Cells]
    _names: dict[str, str] = field(default_factory=dict, compare=False)

    @property
    def card(self) -> Scorecard:
        """The card."""
        return self.about.card

    @property
    def packs(self) -> Packs:
        """The packs that name places."""
        return self.about.packs

    def identity(self) -> dict[str, Column]:
        """Return the columns that say who a firm is, those that are filled at all."""
        found = {key: Column(*_IDENTITY[key][:1], width=_IDENTITY[key][1]) for key in _IDENTITY if key in self.columns}
        return {key: one for key, one in found.items() if any(row.get(key) for row in self.rows)}

    def group_name(self, row: Cells) -> str:
        """Return the group of a firm as an official reads it: of places and parks the name, not the code."""
        group = str(row.get("group") or "")
        codes = {str(row[key]) for key in _PLACES if row.get(key)}
        if not codes:
            return group
        parts = group.split("·")
        return "·".join(self.place_name(part) if part in codes else part for part in parts)

    def place_name(self, code: str) -> str:
        """Return the name of a place or park; one that no pack names keeps its code."""
        if code not in self._names:
            found = self.packs.place_tree().find(code)
            self._names[code] = code if found is None else found.name
        return self._names[code]

    def graded(self) -> bool:
        """Tell whether any firm has a grade."""
        return any(row.get("grade") for row in self.rows)


def firm_list(reading: FirmReading) -> tuple[tuple[Column, ...], Iterator[tuple[Row, ...]]]:
    """Return the columns of the list of all firms and its rows in parts, best rank first within each group."""
    identity = reading.identity()
    leaves = [one for one in reading.card.leaves if reading.rows and f"{one.id} figure" in reading.rows[0]]
    columns = (
        Column("统一社会信用代码", width=18),
        *identity.values(),
        *((Column("组", width=8),) if reading.card.groups else ()),
        *(Column(one.name, Form.NUMBER, width=5) for one in leaves),
        *(Column(label, form, width=5) for _, label, form in _RESULTS),
    )
    keys = [f"{one.id} figure" for one in leaves]

    def parts() -> Iterator[tuple[Row, ...]]:
        for start in range(0, len(reading.rows), _PART):
            yield tuple(_row(reading, identity, keys, row) for row in reading.rows[start : start + _PART])

    return columns, parts()


def firm_tables(reading: FirmReading) -> tuple[Table, ...]:
    """Return the sheets: how many firms are in each grade and what follows, and the list."""
    columns, parts = firm_list(reading)
    rows = tuple(row for part in parts for row in part)[:_SHOWN]
    listed = Table(
        "名单",
        f"{reading.about.title}名单",
        reading.about.subtitle,
        columns,
        (Section("", rows, decimals=reading.card.decimals),),
        notes=(f"只列前 {_SHOWN} 户，全部见 CSV。",) if len(reading.rows) > _SHOWN else (),
        nothing="（没有评价对象）",
    )
    return (_counts(reading), listed)


def firm_counts(reading: FirmReading) -> tuple[str, ...]:
    """Return how many firms have each grade, and how many have none and why, a line a group."""
    lines = []
    for group, found in _by_group(reading).items():
        graded = [f"{name} {count}" for name, count in found["grade"].items() if name]
        ranked = found["standing"].get(Standing.RANKED.value, 0)
        others = [
            f"{Standing(name).word} {count}"
            for name, count in found["standing"].items()
            if name != Standing.RANKED.value
        ]
        prefix = f"{group}：" if group else ""
        lines.append(f"{prefix}参加排名 {ranked} 户" + "".join(f"　{one}" for one in (*graded, *others)))
    return tuple(lines)


def _counts(reading: FirmReading) -> Table:
    grades = {one.name: one for one in reading.card.grades}
    sections = []
    for group, found in _by_group(reading).items():
        rows = []
        for name in dict.fromkeys((*grades, *found["grade"])):
            if name and name in found["grade"]:
                grade = grades.get(name)
                title = name if grade is None else grade_title(grade)
                said = "；".join(grade.consequences) if grade is not None else ""
                rows.append(Row((title, found["grade"][name], said or None)))
        for name, count in found["standing"].items():
            if name != Standing.RANKED.value:
                rows.append(Row((Standing(name).word, count, None)))
        sections.append(Section(group, tuple(rows)))
    return Table(
        "等次",
        f"{reading.about.title}各等次户数",
        reading.about.subtitle,
        (Column("等次", width=14), Column("户数", Form.COUNT, width=5), Column("后果", width=48)),
        tuple(sections),
        notes=("没有等次的是没有参加排名的，原因见名单。", *((reading.card.note,) if reading.card.note else ())),
        numbered=False,
        nothing="（没有评价对象）",
    )


def _by_group(reading: FirmReading) -> dict[str, dict[str, dict[str, int]]]:
    found: dict[str, dict[str, dict[str, int]]] = {}
    for row in reading.rows:
        counts = found.setdefault(reading.group_name(row), {"grade": {}, "standing": {}})
        for key in ("grade", "standing"):
            value = str(row.get(key) or "")
            # Who has a grade is counted there: one that is not fit to be evaluated has a grade of that name.
            if key == "standing" and row.get("grade") and value != Standing.RANKED.value:
                continue
            counts[key][value] = counts[key].get(value, 0) + 1
    return found


def _row(reading: FirmReading, identity: Mapping[str, Column], keys: Sequence[str], row: Cells) -> Row:
    cells: list[Cell] = [str(row[reading.unit])]
    for key in identity:
        value = row.get(key)
        named = key in _PLACES and value
        cells.append(reading.place_name(str(value)) if named else None if value is None else str(value))
    if reading.card.groups:
        cells.append(reading.group_name(row) or None)
    cells += [_number(row.get(key)) for key in keys]
    return Row((*cells, *(_result(key, row.get(key)) for key, _, _ in _RESULTS)))


def _result(key: str, value: object) -> Cell:
    if key == "standing" and value is not None:
        return Standing(str(value)).word
    if isinstance(value, list):
        return "、".join(str(one) for one in value) or None
    return _number(value) if isinstance(value, int | float) else None if value is None else str(value) or None


def _number(value: object) -> Cell:
    return value if isinstance(value, int | float) else None
