"""A bundled card put to rows that a test writes down: what the tests of scorecards share."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from guatu.engines import DuckDBEngine
from guatu.pack import Packs, Scorecard, load_packs
from guatu.query import Facts, fitted_tables, given_columns, table_from_rows, tables_of
from guatu.rules import Given, Moment, card_program, compile_rules
from guatu.scoring import CardColumns, Scoring, score_sheet, sheet_from_rows

Row = Mapping[str, object]
BUNDLED = (
    "national-zones",
    "per-mu",
    "land-use",
    "yunnan-park-evaluation",
    "innovation-points",
    "wanjiang-evaluation",
)


@cache
def packs_of(name: str) -> Packs:
    packs, _ = load_packs([name])
    assert packs is not None
    return packs


def cards() -> dict[str, Scorecard]:
    """Every bundled scorecard by its id."""
    return {card.id: card for name in BUNDLED for card in packs_of(name).main.scorecards}


def score(pack: str | Packs, key: str, rows: Sequence[Row], year: int = 2024, day: date | None = None) -> Scoring:
    """Score a card on rows by English column names; rows of the year before are told by their `year`."""
    packs = packs_of(pack) if isinstance(pack, str) else pack
    schema = next(one for one in tables_of(packs)[0] if one.name == card_named(packs, key).on)
    written = [[{"year": year, **row}.get(column) for column in schema.names] for row in rows]
    return score_facts(
        packs, key, Facts({schema.name: table_from_rows(schema, written)}), Moment(year, day or date(year, 12, 31))
    )


def card_named(packs: Packs, key: str) -> Scorecard:
    """The card of an id, wherever among the packs."""
    return next(one for each in packs.packs for one in each.scorecards if one.id == key)


def score_facts(packs: Packs, key: str, facts: Facts, moment: Moment) -> Scoring:
    """Score a card on facts for the year of a moment, by the rules of its day."""
    card, columns = card_named(packs, key), given_columns(facts)
    tables = fitted_tables(tables_of(packs)[0], columns)
    book, findings = compile_rules(packs, moment, tables)
    assert not findings, [str(one) for one in findings]
    rules = book.on(card.on)
    assert rules is not None
    found = {}
    for year in (moment.year, moment.year - 1):
        made = card_program(rules, card, Given(columns, year=year))
        found[year] = [
            row for row in DuckDBEngine().run(made.program, facts).rows(made.name) if row[made.scope] is True
        ]
    named = CardColumns(made.values, made.denominators, made.marks, made.vetoes, kept=made.columns)
    sheet = sheet_from_rows(card, named, found[moment.year], found[moment.year - 1], unit=made.unit, name=made.unit)
    return score_sheet(card, sheet)


def total(scoring: Scoring, unit: str) -> float:
    """The total of a unit after marks; NaN where there is none."""
    return float(scoring.total[scoring.position(unit)])


def index(scoring: Scoring, unit: str) -> float:
    """The total of a unit before marks."""
    return float(scoring.index[scoring.position(unit)])


def points(scoring: Scoring, unit: str, node: str) -> float:
    """The points of one unit for one item."""
    return float(scoring.points[scoring.position(unit), [one.id for one in scoring.nodes].index(node)])


def rank(scoring: Scoring, unit: str) -> int:
    """The rank of a unit, 0 where it has none."""
    return scoring.ranks[scoring.position(unit)]


def grade(scoring: Scoring, unit: str) -> str:
    """The name of a unit's grade."""
    return scoring.grades[scoring.position(unit)]
