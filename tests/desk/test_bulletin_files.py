"""A signed bulletin on disk: all or none, hashed, made again to the same bytes; a PDF where LibreOffice is there."""

from datetime import date
from pathlib import Path

import pytest

from guatu.desk import IssuedBulletin, issued_hashes, read_issued, rebuild_bulletin, write_issued
from guatu.domain import InvalidValue, MissingFile
from guatu.office import has_libreoffice, write_pdf
from guatu.report import Bulletin, Column, Figure, Heading, Paragraph, Row, Section, Table

FIGURE = Figure("增长7.1%", "工业增加值：同比", "公布数", "时序账", about=("schedule_ledger", "growth", "1", "va", ""))
ISSUED = IssuedBulletin(
    Bulletin(
        "关于1—9月情况的通报",
        "州工信局",
        "2024年第9期",
        "各县市：",
        (Heading("一、总体情况"), Paragraph(("全州", FIGURE, "。"))),
        "州工信局",
        date(2024, 10, 18),
        "",
    ),
    Table("核数表", "核数表", "", (Column("文中数"),), (Section("", (Row(("增长7.1%",)),)),)),
    date(2024, 10, 18),
    {"number": "2024年第9期"},
)


@pytest.fixture
def run(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    folder.mkdir()
    (folder / "run.json").write_text("{}", encoding="utf-8")
    return folder


@pytest.fixture
def _no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("guatu.office.converter._program", lambda: None)


@pytest.mark.usefixtures("_no_pdf")
def test_what_is_written_is_read_back_and_made_again(tmp_path: Path, run: Path) -> None:
    hashes = write_issued(tmp_path / "issues" / "1", ISSUED, run)
    assert set(hashes) == {"bulletin.docx", "figures.xlsx", "issue.json", "run.json"}
    assert hashes == issued_hashes(tmp_path / "issues" / "1")
    assert read_issued(tmp_path / "issues" / "1") == ISSUED
    rebuild_bulletin(tmp_path / "issues" / "1", tmp_path / "again.docx")
    assert (tmp_path / "again.docx").read_bytes() == (tmp_path / "issues" / "1" / "bulletin.docx").read_bytes()
    assert write_issued(tmp_path / "issues" / "2", ISSUED, run) == hashes


@pytest.mark.usefixtures("_no_pdf")
def test_a_folder_that_is_there_stays_as_it_is(tmp_path: Path, run: Path) -> None:
    first = write_issued(tmp_path / "issues" / "1", ISSUED, run)
    other = IssuedBulletin(ISSUED.bulletin, ISSUED.numbers, date(2024, 1, 1), {})
    assert write_issued(tmp_path / "issues" / "1", other, run) == first
    assert [one.name for one in (tmp_path / "issues").iterdir()] == ["1"]


@pytest.mark.usefixtures("_no_pdf")
def test_nothing_is_left_where_writing_broke(tmp_path: Path) -> None:
    with pytest.raises(MissingFile):
        write_issued(tmp_path / "issues" / "1", ISSUED, tmp_path / "nothing")
    assert list((tmp_path / "issues").iterdir()) == []


def test_an_issue_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidValue, match="备份"):
        read_issued(tmp_path)


@pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice is not on this machine")
@pytest.mark.usefixtures("_no_pdf")
def test_a_document_becomes_a_pdf(tmp_path: Path, run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_issued(tmp_path / "1", ISSUED, run)
    assert not write_pdf(tmp_path / "none.pdf", tmp_path / "1" / "bulletin.docx")
    monkeypatch.undo()
    assert write_pdf(tmp_path / "bulletin.pdf", tmp_path / "1" / "bulletin.docx")
    assert (tmp_path / "bulletin.pdf").read_bytes().startswith(b"%PDF")
