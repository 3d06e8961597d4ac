"""3,000 firms of an office, CSV to workbook: `guatu award` and `guatu classify` as whole processes, one explanation.

Run `python benchmarks/award_office.py [--firms N] [--runs N]`. The registers are generated: every column that the rules
of national-enterprise and chuxiong-2019 read, titles, fairs and past payments. The time of explaining one clause on one
firm is taken after registers and packs have been read. A loop of ten million additions is timed too: machines differ.
"""

import argparse
import csv
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import duckdb

from all_rules import MOMENT, PACKS, TABLE, generate
from guatu.desk import explain_in, read_rule_inputs
from guatu.domain import credit_code_check
from guatu.pack import load_packs
from guatu.query import Column, Measure, tables_of

GUATU = Path(sys.executable).with_name("guatu")
LOOP = "s = 0\nfor i in range(10**7): s += i"
YEAR = str(MOMENT.year)
TITLES = {
    "valid-high-tech": ("高新技术企业", "国家级"),
    "valid-tech-sme": ("科技型中小企业", "省级"),
    "valid-innovative": ("创新型中小企业", "省级"),
    "valid-specialised": ("专精特新中小企业", "省级"),
    "valid-little-giant": ("专精特新“小巨人”企业", "国家级"),
    "tech-centre-national-new": ("企业技术中心", "国家级"),
    "tech-centre-provincial-new": ("企业技术中心", "省级"),
    "tech-centre-prefecture-new": ("企业技术中心", "州市级"),
}
FAIRS = {"national-fairs": "国家级", "provincial-fairs": "省级"}
CLAUSES = ("entry-award", "step-award", "first-award", "sales-expansion", "tech-centre")


def write_registers(folder: Path, firms: int) -> tuple[str, ...]:
    """Write the registers as CSV with the column names an office uses; return the firms' codes."""
    made = folder / "generated.parquet"
    generate(made, firms)
    with duckdb.connect() as connection:
        found = connection.sql(f"FROM '{made}' ORDER BY firm")
        rows = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
    made.unlink()
    for number, row in enumerate(rows):
        first_17 = f"91532300MA{number:07d}"
        row["firm"] = first_17 + credit_code_check(first_17)
        row["name"] = f"示例{number:05d}有限公司"
    packs, _ = load_packs(PACKS)
    assert packs is not None
    table = next(one for one in tables_of(packs)[0] if one.name == TABLE)
    columns = [one for one in table.columns if one.name in rows[0]]
    _write(
        folder / "firm_years.csv",
        map(_headed, columns),
        ([_typed(row[one.name], one) for one in columns] for row in rows),
    )
    awarded, day, last = f"{YEAR}-03-01", f"{YEAR}-05-20", f"{MOMENT.year + 3}-12-31"
    titles = [(row["firm"], *title, awarded, last) for row in rows for key, title in TITLES.items() if row[key]]
    _write(folder / "titles.csv", ("统一社会信用代码", "称号", "级别", "认定日期", "有效期至"), titles)
    fairs = [
        (row["firm"], "展洽会", level, day, f"展洽会{number}")
        for row in rows
        for key, level in FAIRS.items()
        for number in range(_count(row[key]))
    ]
    _write(folder / "firm_events.csv", ("统一社会信用代码", "活动类型", "级别", "活动日期", "活动名称"), fairs)
    paid = [(row["firm"], "entry-award", MOMENT.year - 1, 100000) for row in rows if row["entry-award-paid"]]
    _write(folder / "payments.csv", ("统一社会信用代码", "条款编号", "年度", "兑现金额（元）"), paid)
    return tuple(str(row["firm"]) for row in rows)


def _write(path: Path, head: Iterable[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([tuple(head), *rows])


def _headed(column: Column) -> str:
    return f"{column.label}（元）" if column.measure is Measure.MONEY else column.label


def _typed(value: object, column: Column) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    return f"{value:.1%}" if column.measure is Measure.RATIO and isinstance(value, float) else value


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0


def timed(command: Sequence[str]) -> float:
    """Return the wall seconds of a whole process; findings (exit code 1) are no failure."""
    started = time.monotonic()
    result = subprocess.run(command, check=False, capture_output=True, text=True)
    assert result.returncode in (0, 1), result.stdout[-2000:] + result.stderr[-2000:]
    return time.monotonic() - started


def explaining(facts: Path, firms: Sequence[str]) -> list[float]:
    """Return the seconds of each explanation of a clause on a firm, after all has been read."""
    inputs, findings = read_rule_inputs(PACKS, facts, MOMENT)
    assert inputs is not None, findings
    seconds = []
    for clause in CLAUSES:
        for firm in firms[:: max(len(firms) // 5, 1)]:
            started = time.monotonic()
            report = explain_in(inputs, firm, clause)
            seconds.append(time.monotonic() - started)
            assert report.lines, report
    return seconds


def told(times: Mapping[str, Sequence[float]]) -> None:
    """Print the median of each and between what it lay."""
    for name, seconds in times.items():
        ordered = sorted(seconds)
        print(f"{name:16} {ordered[len(ordered) // 2]:6.2f} s  ({ordered[0]:.2f} - {ordered[-1]:.2f})", flush=True)


def main() -> None:
    """Time each command in turn, the first of each thrown away, then the explanations."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--firms", type=int, default=3000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        facts, out = Path(folder) / "facts", Path(folder) / "out"
        facts.mkdir()
        firms = write_registers(facts, options.firms)
        asked = ["--packs", ",".join(PACKS), "--facts", str(facts), "--day", MOMENT.day.isoformat()]
        commands = {
            "guatu award": [str(GUATU), "award", YEAR, *asked, "--out", str(out / "award")],
            "guatu classify": [str(GUATU), "classify", YEAR, *asked, "--out", str(out / "classes")],
            "loop of 10^7": [sys.executable, "-c", LOOP],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(options.runs + 1):
            for name, command in commands.items():
                times[name].append(timed(command))
        print(f"{options.firms:,} firms, {options.runs} runs", flush=True)
        told({name: seconds[1:] for name, seconds in times.items()})
        told({"one explanation": explaining(facts, firms)})


if __name__ == "__main__":
    main()
