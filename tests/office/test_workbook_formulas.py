"""Formulas in a workbook: cells of the same table, recomputed by another program to the number we wrote."""

import subprocess
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from tests.office.soffice import needs_soffice

from guatu.domain import InvalidValue
from guatu.office import write_workbook
from guatu.report import Column, Form, Formula, Row, Section, Spot, Table

TIMES = Formula((Spot(0, 1), "*", Spot(0, 2)))
BELOW = Formula(("SUM(", Spot(0, 3), ",", Spot(1, 3), ")"))
TABLE = Table(
    "算分",
    "得分怎么算",
    "",
    (
        Column("指标"),
        Column("得分", Form.FIGURE),
        Column("权重", Form.FIGURE),
        Column("折算", Form.NUMBER),
    ),
    (
        Section("第一节", (Row(("=1+1", 80.5, 0.4, 32.2), formulas=((3, TIMES),)),)),
        Section(
            "第二节",
            (
                Row(("乙", 70.0, 0.6, 42.0), formulas=((3, Formula((Spot(1, 1), "*", Spot(1, 2)))),)),
                Row(("合计", None, None, 74.2), formulas=((3, BELOW),)),
            ),
        ),
    ),
)


def recomputed(path: Path) -> Path:
    """Let LibreOffice compute every formula anew, and return the workbook it wrote."""
    folder = path.parent / "again"
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    words = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(folder)]
    subprocess.run([*words, str(path)], check=True, capture_output=True, timeout=120)
    return folder / path.name


def test_formulas_speak_of_the_cells_where_the_rows_stand_and_keep_the_number(tmp_path: Path) -> None:
    path = tmp_path / "card.xlsx"
    write_workbook(path, (TABLE,), title="", created=date(2025, 1, 1))
    sheet = openpyxl.load_workbook(path)["算分"]
    shown = openpyxl.load_workbook(path, data_only=True)["算分"]
    assert [sheet[place].value for place in ("E4", "E6", "E7")] == ["=C4*D4", "=C6*D6", "=SUM(E4,E6)"]
    assert [shown[place].value for place in ("E4", "E6", "E7")] == [32.2, 42.0, 74.2]
    assert (sheet["B4"].value, sheet["B4"].data_type) == ("=1+1", "s")


@needs_soffice
def test_another_program_computes_the_same_numbers(tmp_path: Path) -> None:
    path = tmp_path / "card.xlsx"
    write_workbook(path, (TABLE,), title="", created=date(2025, 1, 1))
    sheet = openpyxl.load_workbook(recomputed(path), data_only=True)["算分"]
    assert [sheet[place].value for place in ("E4", "E6", "E7")] == pytest.approx([32.2, 42.0, 74.2], abs=1e-9)


@pytest.mark.parametrize("words", ["HYPERLINK(", "'http://a'!A1", "甲", "A1", "cmd|", '"', "IF(A1"])
def test_words_that_are_not_arithmetic_make_no_formula(words: str) -> None:
    with pytest.raises(InvalidValue):
        Formula((words,))


def test_a_figure_is_printed_with_the_decimals_it_has(tmp_path: Path) -> None:
    table = Table("数", "数", "", (Column("数", Form.FIGURE),), (Section("", (Row((1234.5,)), Row((0.125,)))),))
    path = tmp_path / "figures.xlsx"
    write_workbook(path, (table,), title="", created=date(2025, 1, 1))
    sheet = openpyxl.load_workbook(path)["数"]
    assert [sheet.cell(row, 2).value for row in (3, 4)] == [1234.5, 0.125]
    assert sheet.cell(3, 2).number_format == "General"
