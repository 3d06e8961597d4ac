"""What other rules would change (试算对比): two lists of awards, by clause, place, size and industry.

What is not known is never taken for 0: a row that waits is counted as waiting, on either side.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from guatu.query import Program, Step, literal, quote
from guatu.rules.award_lists import AWARD_LIST
from guatu.rules.book import RuleBook
from guatu.rules.row_steps import Given, row_steps
from guatu.rules.rule_column import ColumnKind
from guatu.rules.settling import columns_behind
from guatu.rules.table_rules import TableRules

BEFORE, AFTER = "award_list_before", "award_list_after"
CHANGES, BY_CLAUSE, IN_ALL = "changes", "by_clause", "in_all"
BY_PLACE, BY_SIZE, BY_INDUSTRY = "by_place", "by_size", "by_industry"
# How a row or a firm changes: it gets more or less; what waited is settled, or what was settled waits.
MORE, LESS, SETTLED, OPENED = "more", "less", "settled", "opened"
SIZE_CLASS = "企业规模"

_WAYS = (MORE, LESS, SETTLED, OPENED)
_FIRM_TABLE = "firm_years"
_IDENTITY = ("name", "place", "park", "industry")
_REVENUES = ("revenue", "main_revenue")
_BANDS = ((20_000_000, "2000万元以下"), (100_000_000, "2000万元—1亿元"), (400_000_000, "1亿元—4亿元"))
_LAST_BAND = "4亿元以上"


@dataclass(frozen=True)
class ChangesProgram:
    """A program over the facts and the lists BEFORE and AFTER; `size_word` says what its sizes are classes of.

    `changes` has a row for each firm and clause that changes; the other outputs count and add up. Money of `before` and
    `after` is what is known; `before_open` and `after_open` count what is not.
    """

    program: Program
    size_word: str


def affected_rewards(before: RuleBook, after: RuleBook) -> Mapping[str, frozenset[str]]:
    """Return by table the rewards whose money may differ between two books: by themselves, a column, or a group."""
    found: dict[str, frozenset[str]] = {}
    for name in dict.fromkeys(rules.table.name for book in (before, after) for rules in book.tables):
        both = [rules for book in (before, after) if (rules := book.on(name)) is not None]
        old, new = both[0], both[-1]
        changed = _changed(old, new) if len(both) == 2 else {one.id for one in old.rewards}
        groups = [group for rules in both for group in rules.groups]
        while more := {member for one in groups if changed & {*one.members} for member in one.members} - changed:
            changed |= more
        if changed:
            found[name] = frozenset(changed)
    return found


def _changed(old: TableRules, new: TableRules) -> set[str]:
    rewards = [{one.id: (one, columns_behind(one.reads, rules)) for one in rules.rewards} for rules in (old, new)]
    groups = [{one.group.id: one for one in rules.groups} for rules in (old, new)]
    changed = {key for key in {*rewards[0], *rewards[1]} if rewards[0].get(key) != rewards[1].get(key)}
    for key in {*groups[0], *groups[1]}:
        if groups[0].get(key) != groups[1].get(key):
            changed.update(member for one in groups if key in one for member in one[key].members)
    return changed


def changes_program(rules: TableRules | None, given: Given, paying: Sequence[str]) -> ChangesProgram:
    """Return the program that compares two lists; `rules` are those on firms, `paying` the rewards that pay out.

    A firm's size is its class 企业规模 where the packs have one and it is known, else a band of its revenue.
    """
    sizes, word = _sizes(rules, given)
    listed = ", ".join(literal(one) for one in paying) or "''"
    steps = [
        *sizes,
        Step("compared", _compared(listed), (BEFORE, AFTER), "同一户同一条，现行和试算对上"),
        Step("compared rows", _sorted("compared"), ("compared",), "每户每条怎么变", kept=True),
        Step("compared firms", _firms(), ("compared rows",), "每户合起来"),
        Step("firm changes", _sorted("compared firms"), ("compared firms",), "每户怎么变"),
        Step("sized firms", _sized(has_sizes=bool(sizes), source="firm changes"), _needs("firm changes", sizes),
             "每户属于哪一档", kept=True),
        Step(CHANGES, _sized(has_sizes=bool(sizes), source="compared rows", where="r.\"change\" <> ''"),
             _needs("compared rows", sizes), "得失名单"),
        Step(BY_CLAUSE, _totals("compared rows", "reward"), ("compared rows",), "每条的对比"),
        Step(IN_ALL, _totals("sized firms", None), ("sized firms",), "合计"),
    ]  # fmt: skip
    for name, column in ((BY_PLACE, "place"), (BY_SIZE, "size"), (BY_INDUSTRY, "industry")):
        steps.append(Step(name, _totals("sized firms", column), ("sized firms",), "得失合计"))
    order = {
        CHANGES: ("change", "difference", "reward", "subject"),
        BY_CLAUSE: ("reward",),
        BY_PLACE: ("place",),
        BY_SIZE: ("size",),
        BY_INDUSTRY: ("industry",),
    }
    outputs = (CHANGES, BY_CLAUSE, IN_ALL, BY_PLACE, BY_SIZE, BY_INDUSTRY)
    return ChangesProgram(Program(tuple(steps), outputs, order), word)


def _sizes(rules: TableRules | None, given: Given) -> tuple[tuple[Step, ...], str]:
    """Return steps that end in `sizes` (subject, size), and what a size is; no steps where nothing tells sizes."""
    if rules is None or rules.table.name != _FIRM_TABLE or _FIRM_TABLE not in given.columns:
        return (), "规模"
    key = quote(rules.table.key[0])
    revenues = [name for name in _REVENUES if given.has(_FIRM_TABLE, name)]
    made = rules.column(SIZE_CLASS)
    if made is not None and made.kind is ColumnKind.CLASS:
        steps = row_steps(rules, given, (made.name,), keep=revenues)
        band = f"'未划型，收入' || {_band(revenues)}" if revenues else "NULL"
        size, word = f"coalesce({quote(made.name)}, {band})", SIZE_CLASS
    elif revenues:
        steps = row_steps(rules, given, revenues, keep=revenues)
        size, word = _band(revenues), "营业收入"
    else:
        return (), "规模"
    source = steps[-1].name
    sql = f'SELECT {key} AS "subject", min({size}) AS "size"\nFROM {quote(source)} GROUP BY {key}'
    return (*steps, Step("sizes", sql, (source,), f"每户的{word}档")), word


def _band(revenues: Sequence[str]) -> str:
    revenue = f"coalesce({', '.join(map(quote, revenues))})"
    cases = " ".join(f"WHEN {revenue} < {limit} THEN {literal(label)}" for limit, label in _BANDS)
    return f"CASE {cases} WHEN {revenue} IS NOT NULL THEN {literal(_LAST_BAND)} END"


def _needs(source: str, sizes: Sequence[Step]) -> tuple[str, ...]:
    return (source, "sizes") if sizes else (source,)


def _compared(paying: str) -> str:
    """SELECT of one row for each firm and clause in either list; who is not in a list gets nothing there."""
    columns = ", ".join(quote(name) for name in AWARD_LIST.names)
    sides = [f'SELECT {literal(side)} AS "side", {columns} FROM {quote(side)}' for side in (BEFORE, AFTER)]
    texts = ", ".join(f"min({quote(name)}) AS {quote(name)}" for name in _IDENTITY)
    money = []
    for word, side in (("before", BEFORE), ("after", AFTER)):
        here = f'"side" = {literal(side)}'
        money += [
            f'CAST(sum(CASE WHEN {here} THEN coalesce("payable", 0) ELSE 0 END) AS DECIMAL(38, 2)) AS "{word}"',
            f'CAST(sum(CASE WHEN {here} AND "payable" IS NULL THEN 1 ELSE 0 END) AS BIGINT) AS "{word}_open"',
            f'max(CASE WHEN {here} THEN "because" END) AS "{word}_because"',
        ]
    return (
        f'SELECT "table", "subject", "reward", "reward" IN ({paying}) AS "pays", {texts}, {", ".join(money)}\n'
        f'FROM (\n{" UNION ALL ".join(sides)}\n) AS both_lists GROUP BY "table", "subject", "reward"'
    )


def _sorted(source: str) -> str:
    """SELECT of the rows with how they change; an empty text where they do not.

    A firm of which fewer clauses wait is settled, whatever became of its other money.
    """
    cases = (
        f'WHEN "before_open" > "after_open" THEN \'{SETTLED}\'',
        f'WHEN "before_open" < "after_open" THEN \'{OPENED}\'',
        f'WHEN "after" > "before" THEN \'{MORE}\'',
        f'WHEN "after" < "before" THEN \'{LESS}\'',
    )
    change = f"CASE {' '.join(cases)} ELSE '' END"
    return f'SELECT *, "after" - "before" AS "difference", {change} AS "change"\nFROM {quote(source)}'


def _firms() -> str:
    texts = ", ".join(f"min({quote(name)}) AS {quote(name)}" for name in _IDENTITY)
    sums = [f"sum({quote(one)}) AS {quote(one)}" for one in ("before", "after")]
    sums += [f"CAST(sum({quote(one)}) AS BIGINT) AS {quote(one)}" for one in ("before_open", "after_open")]
    return (
        f'SELECT "table", "subject", {texts}, {", ".join(sums)}\n'
        'FROM "compared rows" WHERE "pays" GROUP BY "table", "subject"'
    )


def _sized(*, has_sizes: bool, source: str, where: str = "TRUE") -> str:
    if not has_sizes:
        return f'SELECT r.*, CAST(NULL AS VARCHAR) AS "size"\nFROM {quote(source)} AS r WHERE {where}'
    return (
        f'SELECT r.*, s."size"\nFROM {quote(source)} AS r LEFT JOIN "sizes" AS s\n'
        f'  ON s."subject" = r."subject" AND r."table" = {literal(_FIRM_TABLE)} WHERE {where}'
    )


def _totals(source: str, key: str | None) -> str:
    """SELECT of counts and sums: paid and open before and after, and for each way of changing its rows and money."""
    parts = []
    for word in ("before", "after"):
        parts += [
            _count(f'"{word}" > 0', f"paid_{word}"),
            f'CAST(coalesce(sum("{word}"), 0) AS DECIMAL(38, 2)) AS "money_{word}"',
            _count(f'"{word}_open" > 0', f"open_{word}"),
        ]
    for way in _WAYS:
        here = f"\"change\" = '{way}'"
        parts += [
            _count(here, f"{way}_rows"),
            f'CAST(coalesce(sum(CASE WHEN {here} THEN "difference" ELSE 0 END), 0) AS DECIMAL(38, 2)) AS "{way}_money"',
        ]
    if key is None:
        return f"SELECT {', '.join(parts)}\nFROM {quote(source)}"
    pays = ', "pays"' if key == "reward" else ""
    return f"SELECT {quote(key)}{pays}, {', '.join(parts)}\nFROM {quote(source)} GROUP BY {quote(key)}{pays}"


def _count(test: str, name: str) -> str:
    return f"CAST(coalesce(sum(CASE WHEN {test} THEN 1 ELSE 0 END), 0) AS BIGINT) AS {quote(name)}"
