"""`guatu score`: rank parks or places by a scorecard, a card for each, and how far the ranking holds."""

import re
import sys
from datetime import date
from pathlib import Path
from typing import TypedDict, Unpack

import click

from guatu import __version__
from guatu.cli.words import (
    EXIT_CLEAN,
    EXIT_FINDINGS,
    Day,
    Folder,
    PackNames,
    Whole,
    Year,
    count_findings,
    plain_errors,
    print_some_findings,
    progress,
)
from guatu.desk import ScoreReport, ScoreRequest, find_facts, score_units

_FOLDERS = {"cards": "成绩单，每个单位一份文档和一份带公式的表格", "charts": "图"}
_WEIGHT = re.compile(r"([^=＝\s]+)\s*[=＝]\s*([0-9]{1,3}(?:\.[0-9]{1,6})?)\s*([%％]?)")


class CardName(click.ParamType[tuple[str, str]]):
    """A scorecard as PACK:CARD; a pack alone is let through, for the verb to list its cards."""

    name = "政策包:评价体系"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Return pack and card, the card empty where only a pack is written."""
        if isinstance(value, tuple):
            return value
        text = str(value).strip().replace("：", ":")
        pack, mark, card = text.rpartition(":")
        # The path of a folder may have a colon of its own (D:\包).
        if not mark or Path(text).is_dir():
            return text, ""
        return pack, card.strip()


class OtherWeight(click.ParamType[tuple[str, float]]):
    """Another weight to try: the id of an item and its share among its siblings, green=0.3 or green=30%."""

    name = "指标=权重"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, float]:
        """Return item and share, or end with a sentence that says how to write them."""
        if isinstance(value, tuple):
            return value
        found = _WEIGHT.fullmatch(str(value).strip())
        share = float(found[2]) / (100 if found[3] else 1) if found else -1.0
        if found is None or not 0 <= share <= 1:
            self.fail(f"“{value}”读不懂；请写成 指标编号=权重，如 green=0.3 或 green=30%", param, ctx)
        return found[1], share


class _Wanted(TypedDict):
    year: int | None
    day: date | None
    packs: tuple[tuple[str, ...], ...]
    groups: tuple[str, ...]
    draws: int
    seed: int
    weights: tuple[tuple[str, float], ...]
    no_cards: bool


@click.command("score")
@click.argument("cards", type=CardName(), required=True, nargs=-1)
@click.option("--facts", required=True, help="数据文件夹：地区年度（place_years）或企业年度（firm_years）等名册")
@click.option("--out", required=True, type=Folder(), help="写到哪个文件夹")
@click.option("--year", type=Year(), help="评哪一年；不写时为名册里最近的一年")
@click.option("--day", type=Day(), help="按这一天有效的办法；不写时为年度最后一天")
@click.option("--packs", type=PackNames(), multiple=True, help="另加的政策包，如写有本地园区名称的")
@click.option("--group", "groups", multiple=True, metavar="组名", help="只写出这一组；可写多次。各组照常都评")
@click.option("--draws", type=Whole(), default="10000", show_default=True, help="稳健性检验重算多少次")
@click.option("--seed", type=Whole(), default="20240101", show_default=True, help="随机种子；相同的种子得相同的结果")
@click.option("--what-if", "weights", type=OtherWeight(), multiple=True, help="试换一个权重，如 green=0.3；可写多次")
@click.option("--no-cards", is_flag=True, help="不写每个单位的成绩单")
def command(cards: tuple[tuple[str, str], ...], facts: str, out: Path, **wanted: Unpack[_Wanted]) -> None:
    """评价打分：写出 score.xlsx（排名和底稿）、cards（每个单位的成绩单）、robustness.docx（稳健性）和 run.json。

    例：guatu score yunnan-park-evaluation:parks --facts 数据 --out 结果
    """
    with plain_errors():
        request = ScoreRequest(
            cards,
            find_facts(facts),
            out,
            year=wanted["year"],
            packs=tuple(name for each in wanted["packs"] for name in each),
            groups=wanted["groups"],
            draws=wanted["draws"],
            seed=wanted["seed"],
            weights=wanted["weights"],
            with_cards=not wanted["no_cards"],
            day=wanted["day"],
        )
        with progress() as watch:
            report = score_units(request, __version__, watch)
        print_some_findings(report.findings)
        print_report(report)
    sys.exit(EXIT_FINDINGS if report.is_blocked else EXIT_CLEAN)


def print_report(report: ScoreReport) -> None:
    """Print how many were ranked in each group, the first and the last, and what was written."""
    for one in report.groups:
        line = f"{one.card}　{one.group}".rstrip("　")
        if one.said:
            click.echo(f"{line}　{one.said}")
            continue
        ends = f"　第一 {one.first}，末位 {one.last}" if one.ranked else "　没有一个能排名"
        click.echo(f"{line}：参加排名 {one.ranked} 个，共 {one.units} 个{ends}")
    folders: dict[Path, int] = {}
    for path in report.files:
        if path.parent.name in _FOLDERS:
            folders[path.parent] = folders.get(path.parent, 0) + 1
        else:
            click.echo(f"已写出 {path}")
    for folder, count in folders.items():
        click.echo(f"已写出 {folder} 里 {count} 个文件（{_FOLDERS[folder.name]}）")
    click.echo(f"检查：{count_findings(report.findings)}")
