"""The fictional prefecture from command to written files, as a whole process.

Run `python benchmarks/month_prefecture.py [--runs N]`. Beside `guatu month` stands a process that does the same ledgers
by hand (month_prefecture.sql): DuckDB reads the CSV files without checking a cell, works out the ledgers, and bare
tables go to Excel and Word. A loop of ten million additions is timed as well, because machines differ.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from guatu import make_sample

GUATU = Path(sys.executable).with_name("guatu")
BY_HAND = """
import sys, duckdb, docx, xlsxwriter
facts, out, statements = sys.argv[1:]
con = duckdb.connect()
con.execute(open(statements, encoding="utf-8").read().replace("{facts}", facts))
book = xlsxwriter.Workbook(f"{out}/ledgers.xlsx")
paper = docx.Document()
for name in ("target", "support", "schedule", "gap", "driver", "quality"):
    rows = con.execute(f"FROM {name}_ledger").fetchall()
    page = book.add_worksheet(name)
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            page.write(r, c, value)
    table = paper.add_table(rows=0, cols=len(rows[0]))
    for row in rows[:40]:
        for cell, value in zip(table.add_row().cells, row):
            cell.text = str(value)
book.close()
paper.save(f"{out}/bulletin.docx")
"""
STATEMENTS = Path(__file__).with_name("month_prefecture.sql")
LOOP = "s = 0\nfor i in range(10**7): s += i"


def timed(command: list[str]) -> float:
    """Return the wall seconds of a whole process; findings (exit code 1) are no failure."""
    started = time.monotonic()
    result = subprocess.run(command, check=False, capture_output=True, text=True)
    assert result.returncode in (0, 1), result.stderr
    return time.monotonic() - started


def main() -> None:
    """Time each command in turn and print medians and the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as folder:
        facts, out = Path(folder) / "facts", Path(folder) / "out"
        out.mkdir()
        make_sample(facts, 1)
        month = ["month", "2024-09", "--packs", "example", "--facts", str(facts), "--out", str(out / "guatu")]
        commands = {
            "guatu month": [str(GUATU), *month],
            "by hand": [sys.executable, "-c", BY_HAND, str(facts), str(out), str(STATEMENTS)],
            "guatu --help": [str(GUATU), "--help"],
            "loop of 10^7": [sys.executable, "-c", LOOP],
        }
        seconds: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs + 1):
            for name, command in commands.items():
                seconds[name].append(timed(command))
    medians = {name: sorted(times[1:])[runs // 2] for name, times in seconds.items()}
    for name, median in medians.items():
        print(f"{name:14} median {median:6.2f} s  of {', '.join(f'{one:.2f}' for one in seconds[name][1:])}")
    print(f"guatu / by hand: {medians['guatu month'] / medians['by hand']:.2f}")


if __name__ == "__main__":
    main()
