"""Scores of firms (企业评价) on files: a list and a workbook of counts, never a card for a firm.

Nobody is told which figure to report: no distance to the next grade, no advice.
"""

from dataclasses import dataclass
from pathlib import Path

from guatu.desk.rule_inputs import RuleInputs
from guatu.domain import Finding
from guatu.pack import Pack, Scorecard
from guatu.query import Engine
from guatu.rules import TableRules


@dataclass(frozen=True)
class FirmScores:
    card: Scorecard
    units: int
    said: tuple[str, ...]
    findings: tuple[Finding, ...]


def score_firms(inputs: RuleInputs, pack: Pack, card: Scorecard, rules: TableRules, engine: Engine) -> FirmScores:
    raise NotImplementedError


def write_firm_scores(folder: Path, scored: FirmScores) -> None:
    raise NotImplementedError
