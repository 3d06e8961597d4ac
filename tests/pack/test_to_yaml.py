from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from guatu.pack.from_yaml import read_yaml
from guatu.pack.to_yaml import Writable, yaml_text


def read_back(text: str, folder: Path) -> object:
    path = folder / "one.yaml"
    path.write_text(text, encoding="utf-8")
    source, findings = read_yaml(path, "one.yaml")
    assert findings == ()
    assert source is not None
    return source.value


def test_entries_stand_apart_and_short_lists_stand_on_one_line() -> None:
    entries: list[Writable] = [
        {"id": "a", "lead": ["甲局", "乙局"], "value": Decimal("10.50"), "on": "loans"},
        {"id": "b"},
    ]
    assert yaml_text(entries, "任务\n草案") == (
        "# 任务\n# 草案\n- id: a\n  lead: [甲局, 乙局]\n  value: 10.50\n  on: loans\n\n- id: b\n"
    )


def test_what_is_missing_is_not_written_but_an_empty_unit_is() -> None:
    assert yaml_text([{"id": "a", "note": None, "lead": [], "unit": ""}]) == "- id: a\n  unit: ''\n"


SIGNS = [
    "&甲",
    "*乙",
    "!丙",
    "%",
    ">=",
    "- 丁",
    "甲: 乙",
    "甲 # 乙",
    "“甲”，[乙]{丙}",
    "'单' \"双\"",
    "2#二/（三）",
    "@甲",
]
WORDS = ["532300", "2024-01-01", "true", "null", "是", "10", "on"]


@pytest.mark.parametrize("text", [*SIGNS, *WORDS])
def test_any_text_is_read_back_as_it_was(text: str, tmp_path: Path) -> None:
    assert read_back(yaml_text([{"id": "a", "note": text, "list": [text]}]), tmp_path) == [
        {"id": "a", "note": text, "list": [text]}
    ]


def test_numbers_days_and_flags_stand_bare() -> None:
    entry: Writable = {"number": 3, "day": date(2024, 1, 31), "group": True, "value": Decimal("1E+4")}
    assert yaml_text([entry]) == "- number: 3\n  day: 2024-01-31\n  group: true\n  value: 10000\n"


def test_line_ends_inside_a_sentence_become_a_space(tmp_path: Path) -> None:
    assert read_back(yaml_text({"note": "甲\n乙\u2028丙"}), tmp_path) == {"note": "甲 乙 丙"}


def test_a_long_sentence_stays_on_its_line(tmp_path: Path) -> None:
    sentence = "工业 " * 400
    assert read_back(yaml_text([{"id": "a", "note": sentence}]), tmp_path) == [{"id": "a", "note": sentence}]


def test_lists_of_a_mapping_are_set_in() -> None:
    clauses = [{"path": f"第{number}条", "title": "很长的标题" * 6} for number in range(3)]
    assert "documents:\n  - id: plan\n" in yaml_text({"id": "a", "documents": [{"id": "plan", "clauses": clauses}]})


def test_nothing_to_write_is_an_empty_list(tmp_path: Path) -> None:
    assert read_back(yaml_text([], "空的"), tmp_path) == []
