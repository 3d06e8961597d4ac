"""The sheets of classes (分类、资格、评分): counts, a row for each firm or place, what is lacking, the rules used."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from guatu.pack import Classification, Packs
from guatu.query import TableSchema
from guatu.report.ladder_reading import UNKNOWN_WORD, lacks_words
from guatu.report.printed import round_half_up
from guatu.report.rule_documents import rule_cells
from guatu.report.values import Cell, Column, Form, Row, Section, Table
from guatu.rules import ColumnKind, Moment, RuleColumn, lacks

Cells = Mapping[str, object]
_YES, _NO = "符合", "不符合"
_GATE = ("过线", "不过线")
_MOST_LABELS = 6
# Names of the columns that say who a row is, and how each is headed and how wide; the sheets show the first two.
_IDENTITY = {"name": ("名称", 16), "place": ("地区", 6), "park": ("园区", 8), "industry": ("行业", 8)}
_SHOWN = ("name", "place")
_LACKING = Column("缺什么", width=24)
_RULES = (
    Column("名称", width=13),
    Column("类别", width=5),
    Column("用在", width=6),
    Column("文件", width=14),
    Column("发文字号", width=11),
    Column("条款", width=6),
    Column("有效期", width=6),
    Column("可信程度", width=3),
    Column("出处和说明", width=32),
)


@dataclass(frozen=True)
class ClassedTable:
    """The rows of one table as classified: identity columns, and each of `columns` with what it lacks."""

    table: TableSchema
    columns: tuple[RuleColumn, ...]
    rows: Sequence[Cells]

    def of_kinds(self, *kinds: ColumnKind) -> tuple[RuleColumn, ...]:
        """Return the columns of some kinds, in the order in which they are made."""
        return tuple(one for kind in kinds for one in self.columns if one.kind is kind)


@dataclass(frozen=True)
class ClassReading:
    """One run: packs, the moment whose rules were used, and the classified tables."""

    packs: Packs
    moment: Moment
    tables: tuple[ClassedTable, ...]

    def place(self, code: object) -> str:
        """Return the name of a place by its code; a code that no pack names stands as it is."""
        found = self.packs.place_tree().find(str(code)) if code else None
        return str(code or "") if found is None else found.name

    def industry(self, code: object) -> str:
        """Return the name of an industry; one that no pack names stands as it is."""
        groupings = (one for pack in self.packs.packs for one in pack.industries)
        names = {industry.id: industry.name for grouping in groupings for industry in grouping.industries}
        return names.get(str(code or ""), str(code or ""))

    @property
    def title(self) -> str:
        """What every title begins with: the place and the year."""
        codes = [pack.manifest.place for pack in reversed(self.packs.packs) if pack.manifest.place]
        place = self.place(codes[0]).removesuffix("（虚构）") if codes else ""
        return f"{place}{self.moment.year}年度"


def class_tables(reading: ClassReading) -> tuple[Table, ...]:
    """Return the sheets in the order they are read."""
    sheets = [_summary(reading)]
    for classed in reading.tables:
        named = classed.of_kinds(ColumnKind.CLASS, ColumnKind.QUALIFICATION, ColumnKind.GATE)
        if named:
            sheets.append(_sheet(reading, classed, named, f"{classed.table.label}分类和资格"))
        if totals := _totals(classed):
            sheets.append(_sheet(reading, classed, totals, f"{classed.table.label}评分"))
        sheets.extend(_sheet(reading, classed, group, group[0].column.label) for group in _score_groups(classed))
    return (*sheets, _lacking(reading), _rules(reading))


def class_list(reading: ClassReading, classed: ClassedTable) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """Return every column of a table's rows as one list, for a file that is filtered and joined: codes stay codes."""
    key = [name for name in classed.table.key if name not in _IDENTITY]
    labels = [column.label for name in key if (column := classed.table.column(name)) is not None]
    named = _identity(classed)
    columns = (*(Column(label) for label in labels), *named.values(), *map(_column, classed.columns), _LACKING)
    rows = []
    for row in classed.rows:
        identity = [_whole(row[name]) for name in key]
        identity += [_name(reading, name, row[name]) for name in named]
        values = [_value(one, row) for one in classed.columns]
        rows.append(Row((*identity, *values, "、".join(_row_lacks(classed.columns, row)) or None)))
    return columns, tuple(rows)


def class_counts(classed: ClassedTable) -> tuple[tuple[RuleColumn, tuple[tuple[str, int], ...]], ...]:
    """Return for each class, qualification and gate how many rows have each result, the unknown ones last."""
    columns = classed.of_kinds(ColumnKind.CLASS, ColumnKind.QUALIFICATION, ColumnKind.GATE)
    return tuple((one, _results(one, classed.rows)) for one in columns)


def _results(column: RuleColumn, rows: Sequence[Cells]) -> tuple[tuple[str, int], ...]:
    held = Counter(str(_value(column, row)) for row in rows)
    known = [label for label in _labels(column) if label in held or column.kind is not ColumnKind.CLASS]
    known += [label for label in held if label not in (*known, UNKNOWN_WORD)]
    return tuple((label, held[label]) for label in (*known, UNKNOWN_WORD))


def _labels(column: RuleColumn) -> tuple[str, ...]:
    """Return the results a column can have, in the order of the rule."""
    rule = column.rule
    if not isinstance(rule, Classification):
        return _GATE if column.kind is ColumnKind.GATE else (_YES, _NO)
    listed = [term.value for band in rule.bands for term in band.then] + [case.then for case in rule.cases]
    return tuple(dict.fromkeys((*listed, *([rule.otherwise] if rule.otherwise is not None else []))))


def _summary(reading: ClassReading) -> Table:
    sections = []
    for classed in reading.tables:
        rows = [_count_row(one, results) for one, results in class_counts(classed)]
        rows += [_score_row(one, classed.rows) for one in _totals(classed)]
        sections.append(Section(f"{classed.table.label}（{len(classed.rows)} 行）", tuple(rows)))
    return Table(
        name="汇总",
        title=f"{reading.title}分类和资格汇总",
        subtitle=f"按 {reading.moment.day} 有效的标准",
        columns=(
            Column("名称", width=16),
            Column("类别", width=5),
            Column("各有多少", width=50),
            Column("不知道", Form.COUNT, width=4),
        ),
        sections=tuple(sections),
        notes=(
            "“不知道”是缺数或口径未定，不是不符合；各缺什么见“缺什么”。",
            "评分只列总分；平均分只算有分的。",
        ),
        nothing="（政策包里没有当日适用的分类、资格和评分）",
    )


def _count_row(column: RuleColumn, results: Sequence[tuple[str, int]]) -> Row:
    told = "　".join(f"{label} {count}" for label, count in results if label != UNKNOWN_WORD)
    return Row((column.column.label, column.kind.value, told, dict(results)[UNKNOWN_WORD]))


def _score_row(column: RuleColumn, rows: Sequence[Cells]) -> Row:
    points = [Decimal(str(row[column.name])) for row in rows if row[column.name] is not None]
    told = "没有一行有分"
    if points:
        mean = round_half_up(sum(points, Decimal(0)) / len(points), 1)
        told = f"有分 {len(points)}　平均 {mean}　最高 {max(points).normalize():f}　最低 {min(points).normalize():f}"
    return Row((column.column.label, column.kind.value, told, len(rows) - len(points)))


def _totals(classed: ClassedTable) -> tuple[RuleColumn, ...]:
    """Return the scores that are no part of another score."""
    scores = classed.of_kinds(ColumnKind.SCORE)
    parts = {name for one in scores for name in one.reads}
    return tuple(one for one in scores if one.name not in parts)


def _score_groups(classed: ClassedTable) -> Iterable[tuple[RuleColumn, ...]]:
    """Yield each total that has parts, with them behind it; a part of several totals stands with the first."""
    scores = {one.name: one for one in classed.of_kinds(ColumnKind.SCORE)}
    taken: set[str] = set()
    for total in _totals(classed):
        group: dict[str, RuleColumn] = {}
        waiting = [total.name]
        while waiting:
            name = waiting.pop(0)
            if name in scores and name not in taken:
                taken.add(name)
                group[name] = scores[name]
                waiting.extend(scores[name].reads)
        if len(group) > 1:
            yield tuple(group.values())


def _sheet(reading: ClassReading, classed: ClassedTable, columns: Sequence[RuleColumn], name: str) -> Table:
    named = {key: column for key, column in _identity(classed).items() if key in _SHOWN or key in classed.table.key}
    rows = []
    for row in classed.rows:
        values = [_value(one, row) for one in columns]
        identity = [_name(reading, key, row[key]) for key in named]
        rows.append(Row((*identity, *values, lacks_words(_row_lacks(columns, row)) or None)))
    return Table(
        name=name,
        title=f"{reading.title}{name}",
        subtitle=f"按 {reading.moment.day} 有效的标准",
        columns=(*named.values(), *map(_column, columns), _LACKING),
        sections=(Section("", tuple(rows), decimals=_decimals(columns, classed.rows)),),
        notes=("“不知道”是缺数或口径未定，缺什么列在最后一列；全部列见同一文件夹的 CSV。",),
        nothing="（这一年度一行也没有）",
    )


def _decimals(columns: Sequence[RuleColumn], rows: Sequence[Cells]) -> int:
    """Return how many decimals the points have, two at most."""
    names = [one.name for one in columns if one.kind is ColumnKind.SCORE]
    points = {Decimal(str(row[name])).normalize() for row in rows for name in names if row[name] is not None}
    return min(max((-int(one.as_tuple().exponent) for one in points), default=0), 2) if points else 0


def _identity(classed: ClassedTable) -> dict[str, Column]:
    """Return the columns that say who a row is; a table without names is told by its first key."""
    names = [name for name in _IDENTITY if classed.table.column(name) is not None]
    found = {name: Column(_IDENTITY[name][0], width=_IDENTITY[name][1]) for name in names}
    filled = {name: one for name, one in found.items() if any(row.get(name) for row in classed.rows)}
    if filled:
        return filled
    first = classed.table.key[0]
    column = classed.table.column(first)
    return {first: Column(first if column is None else column.label, width=14)}


def _name(reading: ClassReading, key: str, value: object) -> Cell:
    if value is None:
        return None
    if key in ("place", "park"):
        return reading.place(value)
    return reading.industry(value) if key == "industry" else str(value)


def _column(column: RuleColumn) -> Column:
    if column.kind is ColumnKind.SCORE:
        return Column(column.column.label, Form.NUMBER, width=4)
    return Column(column.column.label, width=6)


def _value(column: RuleColumn, row: Cells) -> Cell:
    value = row[column.name]
    if value is None:
        return UNKNOWN_WORD
    if isinstance(value, bool):
        yes, no = _GATE if column.kind is ColumnKind.GATE else (_YES, _NO)
        return yes if value else no
    return float(value) if isinstance(value, int | float | Decimal) else str(value)


def _whole(value: object) -> Cell:
    return value if isinstance(value, int | str) or value is None else str(value)


def _row_lacks(columns: Sequence[RuleColumn], row: Cells) -> tuple[str, ...]:
    found = (row[lacks(one.name)] for one in columns)
    return tuple(dict.fromkeys(str(label) for listed in found if isinstance(listed, list) for label in listed))


def _lacking(reading: ClassReading) -> Table:
    sections = []
    for classed in reading.tables:
        rows: dict[str, int] = {}
        blocked: dict[str, dict[str, None]] = {}
        for row in classed.rows:
            for label in _row_lacks(classed.columns, row):
                rows[label] = rows.get(label, 0) + 1
            for one in classed.columns:
                listed = row[lacks(one.name)]
                for label in listed if isinstance(listed, list) else ():
                    blocked.setdefault(str(label), {})[one.column.label] = None
        order = sorted(rows, key=lambda label: (-rows[label], label))
        told = [Row((label, rows[label], _few(tuple(blocked.get(label, ()))) or None)) for label in order]
        sections.append(Section(classed.table.label, tuple(told)))
    return Table(
        name="缺什么",
        title=f"{reading.title}定不了的各缺什么",
        subtitle="一项一行，缺的多的在前",
        columns=(Column("缺的一项", width=18), Column("缺的行数", Form.COUNT, width=4), Column("影响", width=50)),
        sections=tuple(sections),
        notes=("只列会影响结果的：别的行业的标准、已经有一条不符合的，不因缺数列在这里。",),
        nothing="（什么也不缺）",
    )


def _few(names: Sequence[str]) -> str:
    shown = "、".join(names[:_MOST_LABELS])
    return shown if len(names) <= _MOST_LABELS else f"{shown}等{len(names)}项"


def _rules(reading: ClassReading) -> Table:
    rows = [
        Row((one.column.label, one.kind.value, classed.table.label, *rule_cells(reading.packs, one)))
        for classed in reading.tables
        for one in classed.columns
        if one.kind is not ColumnKind.SCORE or one in _totals(classed)
    ]
    return Table(
        name="说明",
        title=f"{reading.title}所用标准和依据",
        subtitle=f"按 {reading.moment.day} 有效的标准",
        columns=_RULES,
        sections=(Section("", tuple(rows)),),
        notes=("可信程度“高”为几处一致，“中”“低”为只见转述；正式受理前以官方文本为准，写“须核官方文本”的尤其如此。",),
    )
