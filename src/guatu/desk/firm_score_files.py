"""Scores of firms (企业评价) on files: the database scores the register; a list and a workbook of counts come out.

Nobody is told which figure to report: no card for a firm, no distance to the next grade.
"""

from dataclasses import dataclass
from pathlib import Path

from guatu.desk.rule_inputs import Reader, RuleInputs, missing_inputs
from guatu.domain import Finding
from guatu.office import write_csv_list, write_workbook
from guatu.pack import Pack, Scorecard
from guatu.query import Engine, Program, Step, quote
from guatu.report import (
    FirmReading,
    ScoreReading,
    firm_counts,
    firm_list,
    firm_tables,
    mark_table,
    method_table,
    weight_table,
)
from guatu.rules import TableRules, card_program
from guatu.scoring import CardColumns, card_steps, score_sheet, sheet_from_rows

SCORE_FILE, LIST_FILE = "score.xlsx", "score.csv"


@dataclass(frozen=True)
class FirmScores:
    """A card that was put to a register of firms, and what was found."""

    reading: FirmReading
    findings: tuple[Finding, ...]

    @property
    def card(self) -> Scorecard:
        """The card."""
        return self.reading.card

    @property
    def units(self) -> int:
        """How many firms it was put to."""
        return len(self.reading.rows)

    @property
    def said(self) -> tuple[str, ...]:
        """How many firms have each grade, a line a group."""
        return firm_counts(self.reading)


def score_firms(inputs: RuleInputs, pack: Pack, card: Scorecard, rules: TableRules, engine: Engine) -> FirmScores:
    """Score every firm of the year in the database, those first that are ranked."""
    made = card_program(rules, card, inputs.given)
    readers = [Reader(name, rules.table.name, keys) for name, keys in made.reads.items()]
    missing = missing_inputs(inputs, readers, engine)
    columns = CardColumns(
        made.values, made.denominators, made.marks, made.vetoes, made.scope, (made.unit, *made.columns)
    )
    steps, findings = card_steps(card, made.name, columns)
    # A sheet of no units: what the card itself says of weights and methods.
    empty = sheet_from_rows(card, columns, (), unit=made.unit, name=made.unit)
    about = ScoreReading(inputs.packs, pack.id, inputs.book.moment, score_sheet(card, empty), units=made.units)
    rows: list[dict[str, object]] = []
    if steps:
        order = f'"group", "rank" IS NULL, "rank", {quote(made.unit)}'
        sql = f"SELECT *\nFROM {quote(steps[-1].name)}\nWHERE \"standing\" <> 'outside' OR \"reason\" <> '不在评价范围'"
        last = Step(f"{card.id} list", f"{sql}\nORDER BY {order}", (steps[-1].name,), f"{card.name}：名单")
        program = Program((*made.program.steps, *steps, last), (last.name,), {last.name: ()})
        rows = engine.run(program, inputs.facts).rows(last.name)
    reading = FirmReading(about, made.unit, made.columns, rows)
    return FirmScores(reading, (*missing, *findings))


def write_firm_scores(folder: Path, scored: FirmScores) -> None:
    """Write the workbook and the list of all firms into a folder that is there."""
    reading = scored.reading
    about, created = reading.about, reading.about.moment.day
    sheets = (*firm_tables(reading), weight_table(about), mark_table(about), method_table(about))
    write_workbook(folder / SCORE_FILE, sheets, title=about.title, created=created)
    columns, parts = firm_list(reading)
    write_csv_list(folder / LIST_FILE, columns, parts)
