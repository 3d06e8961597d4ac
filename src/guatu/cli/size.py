"""`guatu size`: how much sun, wind and storage a load needs at the least cost for a green share."""

import re
import sys
from itertools import chain
from pathlib import Path

import click

from guatu import __version__
from guatu.cli.words import (
    EXIT_CLEAN,
    EXIT_FINDINGS,
    Folder,
    PackNames,
    count_findings,
    plain_errors,
    print_some_findings,
    progress,
)
from guatu.desk import SizingReport, SizingRequest, find_facts, size_supply


class Share(click.ParamType[float]):
    """A share: 60%, 0.6."""

    name = "比例"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the share as a fraction, or end with a sentence that says how to write it."""
        if isinstance(value, float):
            return value
        found = re.fullmatch(r"([0-9]{1,3}(?:\.[0-9]+)?)\s*([%％]?)", str(value).strip())
        share = float(found[1]) / (100 if found[2] else 1) if found else -1.0
        if not 0 <= share <= 1:
            self.fail(f"“{value}”不是 0 到 100% 的比例；请写成 60%", param, ctx)
        return share


class Shares(click.ParamType[tuple[float, ...]]):
    """Several shares with commas between them: 40%,60%,80%; 无 for none."""

    name = "比例,比例"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[float, ...]:
        """Return the shares, or end with a sentence that says how to write them."""
        if isinstance(value, tuple):
            return value
        texts = [one for one in re.split("[,，、]", str(value)) if one.strip() not in ("", "无")]
        return tuple(Share().convert(one, param, ctx) for one in texts)


@click.command("size")
@click.option("--green", "share", type=Share(), required=True, help="绿电比例不低于多少，如 60%")
@click.option(
    "--packs", type=PackNames(), required=True, multiple=True, help="政策包：自带的名称或文件夹；园区名称由它认"
)
@click.option("--facts", required=True, help="数据文件夹：逐时负荷、供能参数（CSV、xlsx、Parquet、SQLite）")
@click.option("--out", required=True, type=Folder(), help="写到哪个文件夹")
@click.option("--place", help="哪个园区；逐时负荷里只有一个园区时可以不写")
@click.option(
    "--others",
    type=Shares(),
    default="40%,60%,80%",
    show_default=True,
    help="另外比较哪些比例；写 无 就只算要求的和不要求的",
)
def command(
    share: float,
    packs: tuple[tuple[str, ...], ...],
    facts: str,
    out: Path,
    *,
    place: str | None,
    others: tuple[float, ...],
) -> None:
    """以荷定源测算：按逐时负荷和填报的造价，求费用最低的光伏、风电、储能。写出 sizing.xlsx、charts/*.svg、run.json。

    例：guatu size --green 60% --packs example --facts 数据 --out 结果
    """
    with plain_errors():
        names = tuple(chain.from_iterable(packs))
        request = SizingRequest(share, names, find_facts(facts), out, others, place)
        with progress() as watch:
            report = size_supply(request, __version__, watch)
        print_some_findings(report.findings, listed_in="findings.xlsx" if report.files else "")
        print_report(report)
    sys.exit(EXIT_FINDINGS if report.is_blocked else EXIT_CLEAN)


def print_report(report: SizingReport) -> None:
    """Print the capacities, the share that is reached and the cost, and what was written."""
    one = report.supply
    if one is not None:
        click.echo(
            f"光伏 {one.solar:,.0f} 千瓦　风电 {one.wind:,.0f} 千瓦　"
            f"储能 {one.storage_power:,.0f} 千瓦／{one.storage_energy:,.0f} 千瓦时"
        )
        click.echo(f"绿电比例 {one.green:.1%}　一年费用 {one.yuan:,.0f} 元　每千瓦时 {one.yuan_per_kwh:.4f} 元")
        if one.point_yuan:
            click.echo(f"再高 1 个百分点，每年多花 {one.point_yuan:,.0f} 元")
        click.echo(f"求解用 {report.seconds:.0f} 秒（处理器时间）")
    for path in report.files:
        click.echo(f"已写出 {path}")
    click.echo(f"检查：{count_findings(report.findings)}")
