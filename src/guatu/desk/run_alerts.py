"""The alerts of a run (预警) one by one, for a site that follows each of them through the months."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from guatu.desk.month_pages import TABLES_FOLDER, read_month_pages
from guatu.domain import Period
from guatu.ledgers import LEDGERS
from guatu.pack import Alert, Packs, split_clause
from guatu.query import read_rows
from guatu.report import MonthPages, alert_reason
from guatu.rules import condition_text

_REQUIREMENT = "目标要求"
_CODES = {f"'{code}'": word for ledger in LEDGERS for column in ledger.columns for code, word in column.choices}
_CODE, _SIZE, _DENIED = re.compile(r"'\w+'"), re.compile(r"abs\(([^()]*)\)"), re.compile(r"not (\w+)")
_BREAKS = str.maketrans(";；", "、、")


@dataclass(frozen=True)
class MonthAlert:
    """One alert of a month: the rule that was met, on what, by which values, and who must answer.

    `place`, `indicator` and `target` are codes, `target` empty where the rule looks at no target; `answers` are the
    codes of agencies, or their names where no pack knows them. `because` and `requirement` are printed words.
    """

    rule: str
    name: str
    level: str
    place: str
    indicator: str
    target: str
    sentence: str
    because: str
    requirement: str
    clause: str
    answers: tuple[str, ...]


def month_alerts(folder: Path, packs: Packs, month: Period) -> tuple[MonthAlert, ...]:
    """Return the alerts of a run that kept its pages; `packs` are those it was run on."""
    rules = {one.id: one for one in packs.alerts(month.last_day)}
    required = _requirements(read_month_pages(folder))
    rows = read_rows(folder / TABLES_FOLDER / "alerts.parquet")
    return tuple(_alert(packs, rules, required, row) for row in rows)


def alert_conditions(rule: Alert) -> tuple[str, ...]:
    """Return the conditions of a rule as an official reads them: `比较办法 ≠ 比增速`, `分项差额（绝对值） > 0`."""
    return tuple(_condition(text) for text in rule.when)


def _condition(text: str) -> str:
    words = _CODE.sub(lambda found: _CODES.get(found[0], found[0]), condition_text(text))
    words = _DENIED.sub(r"\1：否", _SIZE.sub(r"\1（绝对值）", words))
    return words.replace(" * ", " × ")


def _alert(
    packs: Packs,
    rules: Mapping[str, Alert],
    required: Mapping[tuple[str, str, str], str],
    row: dict[str, object],
) -> MonthAlert:
    text = {name: str(value or "") for name, value in row.items()}
    key = text["alert"]
    rule = rules.get(key) or rules.get(key.rpartition(":")[2])
    name, reason = rule.name if rule else key, alert_reason(row)
    requirement = required.get((text["place"], text["indicator"], text["target"]), "")
    said = "；".join(part for part in (reason, f"目标：{requirement}" if requirement else "") if part)
    subject = f"{_place_name(packs, text['place'])}{_indicator_name(packs, text['indicator'])}"
    return MonthAlert(
        rule=key,
        name=name,
        level=text["level"],
        place=text["place"],
        indicator=text["indicator"],
        target=text["target"],
        sentence=f"{subject}：{name}{f'（{said}）' if said else ''}。",
        because=reason,
        requirement=requirement,
        clause=_clause_words(packs, text["clause"], text["target"]),
        answers=tuple(_agencies(packs, text["answers"])),
    )


def _requirements(pages: MonthPages) -> dict[tuple[str, str, str], str]:
    """Return what each target asks for in words, as the ledgers print it."""
    found: dict[tuple[str, str, str], str] = {}
    for table in pages.ledgers:
        at = next((index for index, column in enumerate(table.columns) if column.label == _REQUIREMENT), None)
        if at is None:
            continue
        for row in (one for section in table.sections for one in section.rows):
            if row.about is not None and row.cells[at] is not None:
                found.setdefault(row.about, str(row.cells[at]))
    return found


def _place_name(packs: Packs, code: str) -> str:
    place = packs.place_tree().find(code) if code else None
    return place.name if place else code


def _indicator_name(packs: Packs, key: str) -> str:
    indicator = packs.indicator(key) if key else None
    return indicator.name if indicator else key


def _clause_words(packs: Packs, clause: str, target: str) -> str:
    """Return a clause with its document's title: `《示例州2024年工业经济攻坚方案》二（三）`."""
    number, path = split_clause(clause)
    owner = target.partition(":")[0]
    for pack in sorted(packs.packs, key=lambda one: one.id != owner):
        for document in pack.manifest.documents:
            if number is not None and document.number == number:
                return f"《{document.title}》{path.replace('/', '')}"
    return path.replace("/", "")


def _agencies(packs: Packs, text: str) -> Iterator[str]:
    book = packs.agency_book()
    for name in (one.strip() for one in text.translate(_BREAKS).split("、")):
        agency = book.find(name) if name else None
        if name:
            yield agency.id if agency else name
