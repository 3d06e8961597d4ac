"""How well and how fast plans are read: scores on annotated plans, seconds a page, plans a second.

The annotated plans stand beside the project (../shared/corpus) or in folders named on the command line: texts
NAME.txt, annotations gold/NAME.json and, in the first, score.py. Without them only speed is measured.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from guatu.reader import read_draft, to_annotation

SHARED = Path(__file__).parents[2] / "shared" / "corpus"
_CHARACTERS_A_PAGE = 600  # a page of GB/T 9704: 22 lines of 28 characters
_SECTION = """（{number}）壮大产业。到2028年，全州第{number}类企业达到{number}户以上，营业收入年均增长{number}%左右。对新认定的第{number}类企业，给予一次性{number}万元奖励，单户企业最高不超过{number}0万元。各县市每月5日前将上月进展报州工信局。（牵头单位：州工信局；责任单位：州财政局、州商务局，各县市人民政府）
"""  # noqa: E501


def scores(folder: Path, scorer: Path, options: Iterable[str]) -> None:
    """Read every annotated plan of a folder and print what the scorer says of it."""
    with tempfile.TemporaryDirectory() as predictions:
        for gold in sorted((folder / "gold").glob("*.json")):
            text = (folder / f"{gold.stem}.txt").read_text(encoding="utf-8")
            annotation = to_annotation(read_draft(text, gold.stem))
            (Path(predictions) / gold.name).write_text(json.dumps(annotation, ensure_ascii=False), encoding="utf-8")
        subprocess.run([sys.executable, str(scorer), str(folder / "gold"), predictions, *options], check=True)


def made_up_plan(pages: int) -> str:
    """Return a plan of about so many pages."""
    text = "示例州2026年产业发展行动方案\n为加快产业发展，制定本方案。\n一、重点任务\n"
    number = 1
    while len(text) < pages * _CHARACTERS_A_PAGE:
        text += _SECTION.format(number=number % 90 + 1)
        number += 1
    return text


def speed(pages: int, runs: int) -> None:
    """Print the seconds that reading one long plan takes, the best of some runs."""
    text = made_up_plan(pages)
    best = min(_seconds(text) for _ in range(runs))
    print(f"one plan of {pages} pages ({len(text)} characters): {best:.3f} s after start, best of {runs}")


def _seconds(text: str) -> float:
    begun = time.perf_counter()
    read_draft(text)
    return time.perf_counter() - begun


def folder_of_plans(count: int, pages: int) -> None:
    """Print time and memory of `guatu read FOLDER`, papers and packs of every plan written."""
    with tempfile.TemporaryDirectory() as place:
        plans, out = Path(place, "plans"), Path(place, "out")
        plans.mkdir()
        for number in range(count):
            (plans / f"plan-{number:04d}.txt").write_text(made_up_plan(pages) + f"第{number}份。\n", encoding="utf-8")
        command = [sys.executable, "-m", "guatu", "read", str(plans), "--out", str(out)]
        begun = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        seconds = time.perf_counter() - begun
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{count} plans of {pages} pages in a folder: {seconds:.1f} s on {os.cpu_count()} processors, "
        f"largest process {peak:.0f} MiB"
    )


def main() -> None:
    """Print scores and speed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="*", type=Path, help="folders of annotated plans; else ../shared/corpus")
    parser.add_argument("--errors", action="store_true", help="list every item that was missed or is spare")
    parser.add_argument("--per-doc", action="store_true", help="a line for each plan")
    parser.add_argument("--plans", type=int, default=0, help="also read a folder of so many plans")
    parser.add_argument("--pages", type=int, default=50)
    wanted = parser.parse_args()
    options = [*(["--errors"] if wanted.errors else []), *(["--per-doc"] if wanted.per_doc else [])]
    if (SHARED / "score.py").is_file():
        for folder in wanted.folders or [SHARED]:
            print(f"scores on {folder.name}")
            scores(folder, SHARED / "score.py", options)
    else:
        print("no annotated plans beside the project: scores were not measured")
    speed(wanted.pages, 5)
    if wanted.plans:
        folder_of_plans(wanted.plans, 5)


if __name__ == "__main__":
    main()
