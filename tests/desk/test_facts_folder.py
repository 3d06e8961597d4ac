"""A folder of figures: typed files, Parquet files, and what is neither."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.intake.small_pack import PACKS, SEPTEMBER

import guatu
from guatu.desk.facts_folder import read_facts
from guatu.domain import has_blocking
from guatu.pack import PackColumn, Packs, load_packs
from guatu.query import FIRMS, OBSERVATIONS, ParquetFiles, table_from_rows

TEXT = "地区,指标,报告期,口径,数值,同比（%）\n楚雄市,工业投资,2024-09,累计,12.5,5.2\n"
PUBLISHED = Path(guatu.__file__).parent / "published"


def codes(folder: Path) -> list[str]:
    return [finding.code for finding in read_facts(folder, PACKS)[1]]


def observations() -> pa.Table:
    row = ("532301", "industry_investment", SEPTEMBER, "cumulative", 12.5, 0.052, None, None, "月报", None, None)
    return table_from_rows(OBSERVATIONS, [row])


def test_typed_files_of_several_kinds_make_one_table(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TEXT, encoding="gbk")
    book = openpyxl.Workbook()
    sheet = book.create_sheet("观测数据", 0)
    for line in TEXT.replace("2024-09", "2024-08").splitlines():
        sheet.append(line.split(","))
    book.save(tmp_path / "b.xlsx")
    (tmp_path / "README.md").write_text("x", encoding="utf-8")
    (tmp_path / "~$b.xlsx").write_bytes(b"x")
    (tmp_path / ".hidden.csv").write_bytes(b"x")
    facts, findings, note = read_facts(tmp_path, PACKS)
    table = facts.tables["observations"]
    assert isinstance(table, pa.Table)
    assert findings == ()
    assert table.column("origin").to_pylist() == ["a.csv 第2行", "b.xlsx［观测数据］第2行"]
    assert (dict(note.rows), note.files) == ({"observations": 2}, ("a.csv", "b.xlsx"))


def test_the_hash_follows_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TEXT, encoding="utf-8")
    first = read_facts(tmp_path, PACKS)[2].sha256
    (tmp_path / "README.md").write_text("not a figure", encoding="utf-8")
    assert read_facts(tmp_path, PACKS)[2].sha256 == first
    (tmp_path / "a.csv").rename(tmp_path / "b.csv")
    renamed = read_facts(tmp_path, PACKS)[2].sha256
    (tmp_path / "b.csv").write_text(TEXT.replace("12.5", "12.6"), encoding="utf-8")
    assert len({first, renamed, read_facts(tmp_path, PACKS)[2].sha256}) == 3


@pytest.mark.parametrize("name", ["observations.parquet", "observations/part-0.parquet", "observations-2024.parquet"])
def test_parquet_files_are_handed_on_untouched(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    pq.write_table(observations(), path)
    facts, findings, note = read_facts(tmp_path, PACKS)
    assert (facts.tables["observations"], findings) == (ParquetFiles((path,)), ())
    assert dict(note.rows) == {"observations": 1}


def test_observations_in_parquet_may_lack_what_nobody_gives(tmp_path: Path) -> None:
    pq.write_table(observations().drop_columns(["origin", "vintage"]), tmp_path / "observations.parquet")
    assert codes(tmp_path) == []
    firms = table_from_rows(FIRMS, [])
    pq.write_table(firms.drop_columns(["park"]), tmp_path / "firms.parquet")
    assert codes(tmp_path) == ["M007"]


FIRM = "91350100M000100Y43"


def firm_years(**columns: pa.Array) -> pa.Table:
    given = {"firm": pa.array([FIRM]), "year": pa.array([2019], pa.int32()), **columns}
    return pa.table(given)


REVENUE = pa.array([Decimal("20000000.00")], pa.decimal128(14, 2))


@pytest.mark.parametrize("name", ["firm_years.parquet", "firm_years/2019.parquet"])
def test_a_register_in_parquet_needs_its_required_columns_only(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    pq.write_table(firm_years(main_revenue=REVENUE), path)
    facts, findings, _ = read_facts(tmp_path, PACKS)
    assert (facts.tables["firm_years"], findings) == (ParquetFiles((path,)), ())


def test_a_register_in_parquet_without_a_required_column_is_told_the_rule(tmp_path: Path) -> None:
    pq.write_table(firm_years().drop_columns(["year"]), tmp_path / "firm_years.parquet")
    _, (finding,), _ = read_facts(tmp_path, PACKS)
    assert finding.code == "M007"
    assert "year" in finding.sentence
    assert "其余的列可以没有" in finding.sentence


@pytest.mark.parametrize(
    "columns", [{"main_revenue": pa.array([2e7])}, {"contracts": pa.array(["1"])}, {"year": pa.array([2019])}]
)
def test_a_register_in_parquet_has_the_types_of_its_table_and_packs(
    tmp_path: Path, columns: dict[str, pa.Array]
) -> None:
    pq.write_table(firm_years(**columns), tmp_path / "firm_years.parquet")
    assert [finding.code for finding in read_facts(tmp_path, WITH_CONTRACTS)[1]] == ["M007"]


CONTRACTS = PackColumn(id="contracts", name="技术合同额", on="firm_years", measure="money", meaning="全年")
WITH_CONTRACTS = Packs((replace(PACKS.packs[0], columns=(CONTRACTS,)),))


def test_parquet_of_a_table_nobody_wants_is_passed_over_and_one_of_no_table_is_not(tmp_path: Path) -> None:
    pq.write_table(firm_years().drop_columns(["year"]), tmp_path / "firm_years.parquet")
    pq.write_table(observations(), tmp_path / "facts.parquet")
    facts, findings, _ = read_facts(tmp_path, PACKS, frozenset(("observations",)))
    assert not facts.tables
    assert [str(finding.span) for finding in findings] == ["facts.parquet"]


def test_columns_of_packs_may_be_there_or_not(tmp_path: Path) -> None:
    pq.write_table(firm_years(contracts=REVENUE), tmp_path / "firm_years.parquet")
    assert read_facts(tmp_path, WITH_CONTRACTS)[1] == ()
    pq.write_table(firm_years(), tmp_path / "firm_years.parquet")
    assert read_facts(tmp_path, WITH_CONTRACTS)[1] == ()


def test_a_wrong_column_of_a_pack_is_said_with_the_facts(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TEXT, encoding="utf-8")
    wrong = replace(CONTRACTS, on="firm_year")
    _, findings, _ = read_facts(tmp_path, Packs((replace(PACKS.packs[0], columns=(wrong,)),)))
    assert [finding.code for finding in findings] == ["Q005"]


def test_a_table_of_a_database_is_read_as_a_sheet(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "console.sqlite3", isolation_level=None)) as database:
        database.execute("CREATE TABLE firm_years (firm TEXT, year INTEGER, name TEXT, main_revenue TEXT)")
        database.execute("INSERT INTO firm_years VALUES (?, 2019, '甲公司', '20000000.00')", (FIRM,))
        database.execute("INSERT INTO firm_years VALUES (?, 2109, '甲公司', '约2000万')", (FIRM,))
        database.execute("CREATE TABLE accounts (name TEXT)")
    facts, findings, note = read_facts(tmp_path, PACKS)
    table = facts.tables["firm_years"]
    assert isinstance(table, pa.Table)
    assert table.column("main_revenue").to_pylist() == [Decimal("20000000.00")]
    assert [(finding.code, str(finding.span)) for finding in findings] == [
        ("F025", "console.sqlite3［firm_years］B3"),
        ("F010", "console.sqlite3［firm_years］D3"),
    ]
    assert note.files == ("console.sqlite3",)


def test_the_hash_follows_what_a_database_has_in_its_log(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "console.db", isolation_level=None)) as database:
        database.executescript("PRAGMA journal_mode = WAL; CREATE TABLE firm_years (firm TEXT, year INTEGER, rd TEXT)")
        first = read_facts(tmp_path, PACKS)
        database.execute("INSERT INTO firm_years VALUES (?, 2019, '1')", (FIRM,))
        second = read_facts(tmp_path, PACKS)
    assert (dict(first[2].rows), dict(second[2].rows)) == ({"firm_years": 0}, {"firm_years": 1})
    assert first[2].sha256 != second[2].sha256
    assert [finding.code for finding in second[1]] == []


def test_what_windows_leaves_in_a_folder_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TEXT, encoding="utf-8")
    (tmp_path / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0")
    (tmp_path / "desktop.ini").write_text("x", encoding="utf-8")
    assert codes(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("observations.parquet", observations().drop_columns(["place"])),
        ("observations.parquet", observations().set_column(2, "period", pa.array(["2024-09"]))),
        ("facts.parquet", observations()),
    ],
)
def test_parquet_files_that_do_not_fit_are_named(tmp_path: Path, name: str, table: pa.Table) -> None:
    pq.write_table(table, tmp_path / name)
    facts, findings, _ = read_facts(tmp_path, PACKS)
    assert ([finding.code for finding in findings], dict(facts.tables)) == (["M007"], {})


def test_a_parquet_file_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "observations.parquet").write_bytes(b"PAR1 no")
    assert codes(tmp_path) == ["M007"]


def test_typed_and_stored_files_of_one_table_are_not_mixed(tmp_path: Path) -> None:
    pq.write_table(observations(), tmp_path / "observations.parquet")
    (tmp_path / "a.csv").write_text(TEXT, encoding="utf-8")
    facts, findings, _ = read_facts(tmp_path, PACKS)
    assert [finding.code for finding in findings] == ["M008"]
    assert isinstance(facts.tables["observations"], pa.Table)


def test_a_folder_that_is_not_there_or_empty_says_what_to_do(tmp_path: Path) -> None:
    assert codes(tmp_path / "没有") == ["M005"]
    assert codes(tmp_path) == ["M006"]
    (tmp_path / "2024").mkdir()
    assert codes(tmp_path) == ["M006", "M009"]


def test_a_file_that_is_no_table_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(TEXT, encoding="utf-8")
    (tmp_path / "通知.docx").write_bytes(b"PK\x03\x04")
    facts, findings, _ = read_facts(tmp_path, PACKS)
    assert ([finding.code for finding in findings], list(facts.tables)) == (["O001"], ["observations"])


@pytest.fixture(scope="module")
def bundled() -> Packs:
    packs, findings = load_packs(("national", "chuxiong-2019"))
    assert packs is not None
    assert not has_blocking(findings)
    return packs


@pytest.mark.parametrize("name", ["chuxiong", "yunnan", "national"])
def test_published_figures_are_read_whole(bundled: Packs, name: str) -> None:
    folder = PUBLISHED / name
    _, findings, note = read_facts(folder, bundled)
    lines = (folder / "observations.csv").read_text(encoding="utf-8").splitlines()
    assert [str(finding) for finding in findings if finding.blocks] == []
    assert note.rows["observations"] == len(lines) - 1


def test_thirty_thousand_rows_are_read(tmp_path: Path) -> None:
    lines = ["place,indicator,period,basis,value,unit,growth,source,vintage"]
    lines.extend(
        f"53230{number % 2 + 1},industry_investment,{2000 + number // 24 % 25}-{number // 2 % 12 + 1:02d},month,"
        f"{100 + number % 97}000.5,万元,{number % 90 / 10}%,来源{number},2024-10-09"
        for number in range(30_000)
    )
    (tmp_path / "observations.csv").write_text("\n".join(lines), encoding="utf-8")
    _, findings, note = read_facts(tmp_path, PACKS)
    assert note.rows["observations"] == 30_000
    assert not has_blocking(findings)
    assert len(findings) == 21
