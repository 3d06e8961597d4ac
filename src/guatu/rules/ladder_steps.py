"""Ladders as steps (梯度的计算): the rung of each firm, each condition of the standards that concern it, and its pace.

Rung held: from the top down, the first rung that is surely held; where the state of a rung above it is unknown, the
firm may stand higher, so its rung is unknown and only `sure` (the highest rung surely held) is told. The next rung is
the one above `sure`. A firm on no rung stands on 0.

Pace: the cumulative figure of the latest month m of the year, divided by m, goes on as it is; the month in which the
mark is reached is the first n with figure × n >= mark × m, in whole 分. January–February, one figure in industry, is
two months passed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from guatu.query import FIRM_PERIODS, TITLES, Measure, Program, Step, literal, quote
from guatu.rules.distances import Distance, distance
from guatu.rules.flags import Truth
from guatu.rules.lacking import lacking_sql, lacking_steps
from guatu.rules.ladders import CLIMB, LadderRule, PaceRule, RungRule
from guatu.rules.language.atoms import column_operand
from guatu.rules.language.explanation import operand_text_sql
from guatu.rules.language.expression import Expression
from guatu.rules.language.operand import Operand
from guatu.rules.row_steps import IDENTITY, Given, row_steps
from guatu.rules.table_rules import TableRules

RUNGS, CONDITIONS, PACES, EXPIRING = "ladder rungs", "ladder conditions", "ladder paces", "expiring titles"
REACHED, CROSSES, SHORT = "reached", "crosses", "short"
_FIRM = "firm"
_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class LadderProgram:
    """A program that puts the rows of one table on their ladders.

    Outputs, those that can be made: RUNGS (identity columns, ladder, rung, sure), CONDITIONS (key, ladder, rung,
    purpose, number, state, found, asked, gap, share, lacks) and PACES (firm, ladder, rung, month, value, state,
    crossing, whole).
    """

    program: Program
    key: tuple[str, ...]


def ladder_program(ladders: Sequence[LadderRule], given: Given, day: date | None = None) -> LadderProgram:
    """Return the program of ladders that stand on one table; there must be at least one.

    With a day, a pace is told from the months that had ended by it.

    `state` is yes, no or unknown, of `pace` it is reached, crosses (in month `crossing`) or short (`whole` is the year
    at this pace); `share` is the distance as a share of what is asked; `lacks` lists what has to be known first.
    """
    rules = ladders[0].rules
    keep = [name for name in IDENTITY if rules.table.column(name) is not None]
    wanted = tuple(dict.fromkeys(name for one in ladders for name in one.reads))
    steps = [*row_steps(rules, given, wanted, keep=keep)]
    steps.extend(lacking_steps(rules, given, wanted, steps[-1].name))
    shown = tuple(name for name in rules.table.names if name in {*rules.table.key, *keep})
    maker = _LadderMaker(rules, ladders, shown)
    steps.append(maker.standing(steps[-1].name))
    standing = steps[-1].name
    steps.append(maker.rungs(standing))
    outputs, ordered = [RUNGS], {RUNGS: (*rules.table.key, "place of ladder")}
    if maker.lines:
        steps.extend(maker.conditions(standing))
        outputs.append(CONDITIONS)
        ordered[CONDITIONS] = (*rules.table.key, "place of ladder", "rung", "purpose", "number")
    paced = [(one, number, rung.pace) for one in ladders for number, rung in enumerate(one.rungs, 1) if rung.pace]
    if paced and FIRM_PERIODS.name in given.columns and given.year is not None:
        steps.extend(_pace_steps(paced, given, given.year, day))
        outputs.append(PACES)
        ordered[PACES] = (_FIRM, "ladder", "rung")
    return LadderProgram(Program(tuple(steps), tuple(outputs), ordered), rules.table.key)


def expiring_program(day: str, months: int) -> Program:
    """Return the program of titles (称号) that run out within some months of a day, but for those renewed meanwhile.

    `day` is written as 2026-05-01. Its output is EXPIRING: the columns of the table.
    """
    names = ", ".join(quote(one) for one in ("firm", "title", "level", "awarded", "expires", "document"))
    last = f"DATE {literal(day)} + INTERVAL {months} MONTH"
    same = f"PARTITION BY {quote('firm')}, {quote('title')}, {quote('level')}"
    sql = f"""
SELECT {names}
FROM (SELECT {names}, max({quote("expires")}) OVER ({same}) AS latest FROM {quote(TITLES.name)}) AS t
WHERE {quote("expires")} = latest AND {quote("expires")} BETWEEN DATE {literal(day)} AND {last}"""
    because = f"{day} 起 {months} 个月内到期的称号"
    return Program(
        (Step(EXPIRING, sql, (TITLES.name,), because),), (EXPIRING,), {EXPIRING: ("expires", "firm", "title")}
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """One condition of a standard of a rung: where it stands, and what it is."""

    ladder: int
    rung: int
    purpose: str
    number: int
    condition: Expression


class _LadderMaker:
    """Writes the levels: where a row stands, and the conditions that concern it there."""

    def __init__(self, rules: TableRules, ladders: Sequence[LadderRule], shown: tuple[str, ...]) -> None:
        self.rules, self.ladders, self.shown = rules, ladders, shown
        self.lines = [
            _Line(at, number, purpose, index, condition)
            for at, ladder in enumerate(ladders)
            for number, rung in enumerate(ladder.rungs, start=1)
            for purpose, standard in rung.standards()
            for index, condition in enumerate(standard.made.conditions, start=1)
        ]

    def standing(self, source: str) -> Step:
        columns = [column for at, one in enumerate(self.ladders) for column in _standing_sql(at, one.rungs)]
        listed = ",\n  ".join(columns)
        sql = f"SELECT *,\n  {listed}\nFROM {quote(source)}"
        because = f"{self.rules.table.label}：现在的层级"
        return Step(f"{self.rules.table.name} standing", sql, (source,), because, kept=True)

    def rungs(self, source: str) -> Step:
        structs = ", ".join(
            f"{{'ladder': {literal(one.id)}, 'place of ladder': {at}, 'rung': {quote(f'rung {at}')}, "
            f"'sure': {quote(f'sure {at}')}}}"
            for at, one in enumerate(self.ladders)
        )
        shown = ", ".join(map(quote, self.shown))
        sql = f"""
SELECT {shown}, one."ladder", one."place of ladder", one."rung", one."sure"
FROM (SELECT {shown}, unnest([{structs}]) AS one FROM {quote(source)}) AS stands"""
        return Step(RUNGS, sql, (source,), f"{len(self.ladders)} 个梯度，每户一行")

    def conditions(self, source: str) -> tuple[Step, Step]:
        """Judge each condition once, then tell those of the rungs that concern a row."""
        told = [distance(one.condition, self.rules, f"chosen {at}") for at, one in enumerate(self.lines)]
        columns = [f"{one.condition.sql} AS {quote(_test(at))}" for at, one in enumerate(self.lines)]
        columns += [f"{one.chosen} AS {quote(f'chosen {at}')}" for at, one in enumerate(told) if one.chosen]
        tests = ",\n  ".join(columns)
        name = f"{self.rules.table.name} tests"
        judged = Step(name, f"SELECT *,\n  {tests}\nFROM {quote(source)}", (source,), "各条件各判断一次")
        keys = ", ".join(map(quote, self.rules.table.key))
        structs = ",\n  ".join(self._struct(at, one, told[at]) for at, one in enumerate(self.lines))
        fields = (
            "ladder",
            "place of ladder",
            "rung",
            "purpose",
            "number",
            "state",
            "found",
            "asked",
            "gap",
            "share",
            "lacks",
        )
        taken = ", ".join(f"one.{quote(field)}" for field in fields)
        sql = f"""
SELECT {keys}, {taken}
FROM (SELECT {keys}, unnest([{structs}]) AS one FROM {quote(name)}) AS told
WHERE one IS NOT NULL"""
        return judged, Step(CONDITIONS, sql, (name,), f"{len(self.lines)} 条条件，列出与各户有关的")

    def _struct(self, at: int, line: _Line, told: Distance) -> str:
        """SQL of a line for the rows it concerns: the next rung's to climb, the surely held rung's to keep."""
        sure, test = quote(f"sure {line.ladder}"), quote(_test(at))
        concerns = f"{sure} = {line.rung - 1 if line.purpose == CLIMB else line.rung}"
        state = f"CASE WHEN {test} THEN '{Truth.YES}' WHEN NOT {test} THEN '{Truth.NO}' ELSE '{Truth.UNKNOWN}' END"
        lacks = lacking_sql(line.condition.columns, self.rules)
        fields = {
            "ladder": literal(self.ladders[line.ladder].id),
            "place of ladder": str(line.ladder),
            "rung": str(line.rung),
            "purpose": literal(line.purpose),
            "number": str(line.number),
            "state": state,
            "found": told.found,
            "asked": told.asked,
            "gap": f"CASE WHEN NOT {test} THEN {told.gap} ELSE '' END",
            "share": f"CASE WHEN NOT {test} THEN CAST({told.share} AS DOUBLE) END",
            "lacks": f"CASE WHEN {test} IS NULL THEN {lacks} ELSE CAST([] AS VARCHAR[]) END",
        }
        listed = ", ".join(f"'{name}': {sql}" for name, sql in fields.items())
        return f"CASE WHEN {concerns} THEN {{{listed}}} END"


def _test(at: int) -> str:
    return f"condition {at + 1}"


def _standing_sql(at: int, rungs: Sequence[RungRule]) -> tuple[str, str]:
    """SQL of the rung held (missing where unknown) and of the highest surely held, from the top down."""
    known = [(number, rung.held.sql) for number, rung in enumerate(rungs, start=1) if rung.held is not None][::-1]
    rung = " ".join(f"WHEN {held} THEN {number} WHEN ({held}) IS NULL THEN NULL" for number, held in known)
    sure = " ".join(f"WHEN {held} THEN {number}" for number, held in known)
    if not known:
        return f"CAST(NULL AS INTEGER) AS {quote(f'rung {at}')}", f"0 AS {quote(f'sure {at}')}"
    return f"CASE {rung} ELSE 0 END AS {quote(f'rung {at}')}", f"CASE {sure} ELSE 0 END AS {quote(f'sure {at}')}"


def _pace_steps(
    paced: Sequence[tuple[LadderRule, int, PaceRule]], given: Given, year: int, day: date | None
) -> tuple[Step, ...]:
    columns = {pace.column.name: pace for _, _, pace in paced}
    latest = {name: _latest_step(pace, given, year, day) for name, pace in columns.items()}
    parts = []
    for ladder, rung, pace in paced:
        cents, mark = "CAST(value * 100 AS HUGEINT)", int(pace.reach * 100)
        crossing = f"CASE WHEN value > 0 THEN ({mark} * month + {cents} - 1) // {cents} END"
        value = _with_sql(pace, "value")
        whole = _with_sql(pace, _rounded_year(pace))
        parts.append(f"""
SELECT {quote(_FIRM)}, {literal(ladder.id)} AS ladder, {rung} AS rung, month, {operand_text_sql(value)} AS value,
  CASE WHEN {cents} >= {mark} THEN '{REACHED}' WHEN {crossing} <= 12 THEN '{CROSSES}' ELSE '{SHORT}' END AS state,
  CAST(CASE WHEN {cents} < {mark} AND {crossing} <= 12 THEN {crossing} END AS INTEGER) AS crossing,
  {operand_text_sql(whole)} AS whole
FROM {quote(latest[pace.column.name].name)}""")
    needs = tuple(step.name for step in latest.values())
    return *latest.values(), Step(PACES, "\nUNION ALL".join(parts), needs, "按目前进度推算哪个月能到")


def _with_sql(pace: PaceRule, sql: str) -> Operand:
    operand = column_operand(pace.column, 0, pace.column.label)
    return Operand(sql, type(operand.type)(operand.type.sort, operand.type.dimension), column=pace.column)


def _rounded_year(pace: PaceRule) -> str:
    """SQL of the year at this pace, money in 0.01万元; whoever is short of the mark is not rounded up to it."""
    places = -2 if pace.column.measure is Measure.MONEY else 2
    below = pace.reach - Decimal(10) ** -places
    rounded = f"round(value * 12 / month, {places})"
    return f"(CASE WHEN value * 12 < {pace.reach:f} * month THEN least({rounded}, {below:f}) ELSE {rounded} END)"


def _latest_step(pace: PaceRule, given: Given, year: int, day: date | None) -> Step:
    """The cumulative figure of each firm's latest month in the year that ended by the day; of several reports the last.

    A figure of a month that was still to come was not known on the day.
    """
    table, column = FIRM_PERIODS.name, pace.column
    vintage = f", {quote('vintage')} DESC NULLS LAST" if given.has(table, "vintage") else ""
    period = quote("period")
    ended = (
        "" if day is None else f"\n    AND {period} + INTERVAL 1 MONTH <= DATE {literal((day + _A_DAY).isoformat())}"
    )
    sql = f"""
SELECT {quote(_FIRM)}, month, value
FROM (
  SELECT {quote(_FIRM)}, month({period}) AS month, {column_operand(column, 0, column.label).sql} AS value,
    row_number() OVER (PARTITION BY {quote(_FIRM)} ORDER BY {period} DESC{vintage}) AS place
  FROM {quote(table)}
  WHERE {quote("basis")} = 'cumulative' AND year({period}) = {year} AND {quote(column.name)} IS NOT NULL{ended}
) AS reports
WHERE place = 1"""
    because = f"{FIRM_PERIODS.label}：{year} 年最近一个月的累计{column.label}"
    return Step(f"latest {column.name}", sql, (table,), because)
