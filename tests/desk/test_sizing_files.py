"""A sizing on files: workbook, pictures and manifest; and what cannot be used or had writes nothing."""

import json
from pathlib import Path

import openpyxl
import pytest

from guatu.desk import SizingReport, SizingRequest, size_supply

HEADER = "园区,小时,负荷（兆瓦）,光伏单位出力（千瓦/千瓦）,购电价（元/千瓦时）\n"
# Sun alone, without storage: a year of hours is then a matter of a second or two.
TERMS = {
    "光伏投资": ("3000", "元/千瓦"),
    "光伏寿命": ("20", "年"),
    "光伏最大装机": ("5", "兆瓦"),
    "折现率": ("5", "%"),
}


def write_facts(
    folder: Path, hours: int = 8760, places: tuple[str, ...] = ("乙丑产业园",), **terms: tuple[str, str]
) -> Path:
    folder.mkdir()
    lines = [
        f"{place},{hour + 1},1,{0.6 if 8 <= hour % 24 < 16 else 0},0.5" for place in places for hour in range(hours)
    ]
    (folder / "逐时负荷.csv").write_text(HEADER + "\n".join(lines), encoding="utf-8")
    rows = [
        f"{place},{item},{value},{unit},手册" for place in places for item, (value, unit) in {**TERMS, **terms}.items()
    ]
    (folder / "供能参数.csv").write_text("园区,参数,取值,取值单位,来源\n" + "\n".join(rows), encoding="utf-8")
    return folder


def run(facts: Path, out: Path, share: float = 0.2, **more: object) -> SizingReport:
    request = SizingRequest(share, ("example",), facts, out, **more)  # type: ignore[arg-type]  # passed on as given
    return size_supply(request, "0.0", lambda _: None)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[SizingReport, Path]:
    folder = tmp_path_factory.mktemp("run")
    return run(write_facts(folder / "facts"), folder / "out", 0.4), folder / "out"


def codes(report: SizingReport) -> list[str]:
    return [one.code for one in report.findings if one.blocks]


def test_a_share_that_the_sun_cannot_give_without_storage_writes_nothing(whole: tuple[SizingReport, Path]) -> None:
    # 1,000 kW all year, sun of 0.6 in a third of the hours: a third of the load needs 1,000 ÷ 0.6 kW, and no more of
    # it can be had without storage; 20 % therefore need 1,000 kW, and 40 % cannot be had.
    report, out = whole
    assert (codes(report), report.files, out.exists()) == (["A078"], (), False)
    assert "最多约 33.3%" in report.findings[-1].sentence


def test_papers_and_pictures_are_written(tmp_path: Path) -> None:
    report = run(write_facts(tmp_path / "facts"), tmp_path / "out", 0.2, others=(0.3,))
    assert report.supply is not None
    assert report.supply.green >= 0.2 - 1e-6
    names = {path.relative_to(tmp_path / "out").as_posix() for path in report.files}
    charts = {f"charts/{name}.{ending}" for name in ("week", "hardest-week", "frontier") for ending in ("svg", "png")}
    assert names >= {"sizing.xlsx", "run.json", *charts} - {"charts/frontier.svg", "charts/frontier.png"}
    book = openpyxl.load_workbook(tmp_path / "out" / "sizing.xlsx")
    assert book.sheetnames == ["结果", "不同比例", "参数", "说明"]
    terms = [row[1] for row in book["参数"].iter_rows(values_only=True)]
    assert "光伏投资" in terms
    manifest = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))
    assert (manifest["verb"], manifest["hours"], manifest["place"]) == ("size", 8760, "乙丑产业园")


def test_missing_hours_write_nothing(tmp_path: Path) -> None:
    report = run(write_facts(tmp_path / "facts", hours=8759), tmp_path / "out")
    assert (codes(report), report.files) == (["A070"], ())


def test_of_several_places_one_must_be_named(tmp_path: Path) -> None:
    facts = write_facts(tmp_path / "facts", places=("乙丑产业园", "甲子高新区"), hours=24)
    assert codes(run(facts, tmp_path / "out")) == ["A082"]
    assert codes(run(facts, tmp_path / "out", place="丙寅县")) == ["A082"]
    assert codes(run(facts, tmp_path / "out", place="甲子高新区")) == ["A070"]
