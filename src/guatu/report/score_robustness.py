"""The robustness of a ranking (稳健性) as pages: what holds, what hangs on a choice, with pictures and tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from guatu.report.printed import print_percent
from guatu.report.score_changes import FEWEST_DRAWN, change_charts
from guatu.report.score_reading import TEMPLATE_MARK, ScoreReading
from guatu.report.values import (
    Block,
    Bulletin,
    Chart,
    ChartKind,
    Form,
    Heading,
    Paragraph,
    Role,
    Series,
)
from guatu.scoring import ChangedWeight, LeaveOneOut, MonteCarlo, RankInterval, RankVariance, Reversal, YearChange

_MOST_BARS = 40
_FEW = 3


@dataclass(frozen=True)
class ScoreTests:
    """What was tried on one ranking: drawn weights and methods, what moves it, each item left out, the last left out,
    and weights asked for."""

    draws: MonteCarlo
    variance: RankVariance
    left_out: LeaveOneOut
    reversal: Reversal
    weights: tuple[ChangedWeight, ...] = ()


def robustness_document(reading: ScoreReading, tests: ScoreTests, years: YearChange | None) -> Bulletin:
    """Return the pages on robustness: what was asked, what came out, and how to read it."""
    blocks: list[Block] = [
        Paragraph((_opening(tests),)),
        Heading("一、位次区间"),
        *(Paragraph((text,)) for text in _interval_words(reading, tests.draws)),
        *interval_charts(reading, tests.draws),
        Heading("二、什么最影响位次"),
        Paragraph((_variance_words(tests.variance),)),
        *variance_charts(tests.variance),
        Heading("三、去掉一项指标会怎样"),
        Paragraph((_left_out_words(tests.left_out),)),
        *left_out_charts(tests.left_out),
        Heading("四、去掉末位，头名变不变"),
        Paragraph((reversal_words(reading, tests.reversal),)),
    ]
    if tests.weights:
        blocks.append(Heading("五、换一个权重会怎样"))
        for one in tests.weights:
            blocks += [Paragraph((weight_words(one),)), *weight_charts(one)]
    changes = change_charts(reading, years)
    if changes:
        blocks += [Heading(f"{'六' if tests.weights else '五'}、比上年的升降"), *changes]
    title = f"{reading.card.name}\n{reading.moment.year}年度排名的稳健性"
    note = f"（{TEMPLATE_MARK}）" if reading.card.template else ""
    return Bulletin(title, "", "", "", tuple(blocks), "", None, note)


def score_charts(reading: ScoreReading, tests: ScoreTests, years: YearChange | None) -> tuple[tuple[str, Chart], ...]:
    """Return every picture with the name of its file."""
    named: list[tuple[str, Chart]] = []
    for name, charts in (
        ("intervals", interval_charts(reading, tests.draws)),
        ("variance", variance_charts(tests.variance)),
        ("left-out", left_out_charts(tests.left_out)),
        ("weights", tuple(chart for one in tests.weights for chart in weight_charts(one))),
        ("changes", change_charts(reading, years)),
    ):
        named += [(name if len(charts) == 1 else f"{name}-{number}", one) for number, one in enumerate(charts, 1)]
    return tuple(named)


def interval_charts(reading: ScoreReading, draws: MonteCarlo) -> tuple[Chart, ...]:
    """Return for each group that is large enough the interval of ranks of each unit, from the first to the last."""
    charts = []
    for group, found in tested_groups(reading, draws):
        members = sorted(found, key=lambda one: (one.rank, one.unit))
        if len(members) < FEWEST_DRAWN:
            continue
        shown = members[:_MOST_BARS]
        charts.append(
            Chart(
                ChartKind.INTERVAL,
                f"{group or '全部'}各单位位次的区间",
                f"菱形是本办法的位次，横条是重算 {draws.draws} 次里去掉最好、最差各 5% 以后的位次",
                tuple(one.name for one in shown),
                (
                    Series("最好", tuple(float(one.low) for one in shown), Role.PLAIN),
                    Series("最差", tuple(float(one.high) for one in shown), Role.PLAIN),
                    Series("位次", tuple(float(one.rank) for one in shown), Role.NOW),
                ),
                Form.COUNT,
                "位",
                0,
                notes=(f"只画前 {_MOST_BARS} 位，全部见 robustness.xlsx。",) if len(members) > _MOST_BARS else (),
                summary=_group_words(group, members),
            )
        )
    return tuple(charts)


def tested_groups(reading: ScoreReading, draws: MonteCarlo) -> tuple[tuple[str, tuple[RankInterval, ...]], ...]:
    """Return the intervals of each group that the papers are about."""
    wanted = reading.only or tuple(dict.fromkeys(one.group for one in draws.intervals))
    found = ((group, tuple(one for one in draws.intervals if one.group == group)) for group in wanted)
    return tuple((group, members) for group, members in found if members)


def variance_charts(variance: RankVariance) -> tuple[Chart, ...]:
    """Return how much of the movement of the ranks each choice causes, alone and with the others."""
    if not variance.shares:
        return ()
    shares = sorted(variance.shares, key=lambda one: -one.total)
    return (
        Chart(
            ChartKind.PAIRED,
            "哪些选择让位次变动",
            "占位次变动的百分之几；单独起的作用，和连同与别的选择一起起的作用",
            tuple(one.name for one in shares),
            (
                # A first order a little below nought is nought within the error of sampling.
                Series("单独", tuple(max(one.first, 0.0) for one in shares), Role.NOW),
                Series("连同其他", tuple(max(one.total, 0.0) for one in shares), Role.PLAIN),
            ),
            Form.PERCENT,
            "%",
            summary=_variance_words(variance),
        ),
    )


def left_out_charts(left_out: LeaveOneOut) -> tuple[Chart, ...]:
    """Return by how many places units move on average when one item is left out."""
    lines = sorted((one for one in left_out.lines if one.measured and one.shift), key=lambda one: -one.shift)
    if not lines:
        return ()
    shown = lines[:_MOST_BARS]
    return (
        Chart(
            ChartKind.RANKING,
            "去掉一项指标，位次平均变几位",
            "单位：位；由大到小，没有列出的去掉以后位次不变",
            tuple(one.name for one in shown),
            (Series("平均变动", tuple(one.shift for one in shown), Role.NOW),),
            Form.NUMBER,
            "位",
            2,
            summary=_left_out_words(left_out),
        ),
    )


def weight_charts(changed: ChangedWeight) -> tuple[Chart, ...]:
    """Return for each group where each unit stands and where it would stand with another weight."""
    charts = []
    for group in dict.fromkeys(one.group for one in changed.ranks):
        members = sorted((one for one in changed.ranks if one.group == group), key=lambda one: one.before)[:_MOST_BARS]
        charts.append(
            Chart(
                ChartKind.SHIFT,
                f"{changed.name}的权重改为 {print_percent(changed.after)}：{group or '全部'}位次",
                "单位：位；左边名次在前",
                tuple(one.name for one in members),
                (
                    Series("现在", tuple(float(one.before) for one in members), Role.BEFORE),
                    Series("改了以后", tuple(float(one.after) for one in members), Role.NOW),
                ),
                Form.COUNT,
                "位",
                0,
                summary=weight_words(changed),
            )
        )
    return tuple(charts)


def weight_words(changed: ChangedWeight) -> str:
    """Return what another weight would do, in a sentence."""
    was = "各单位不同" if changed.before is None else print_percent(changed.before)
    said = f"{changed.name}在同级中的权重从 {was} 改为 {print_percent(changed.after)}，同级其他各项按比例增减"
    moved = [f"{one.name}从第 {one.before} 位到第 {one.after} 位" for one in changed.movers]
    return f"{said}：{'；'.join(moved)}。" if moved else f"{said}：没有一家的位次变动。"


def _opening(tests: ScoreTests) -> str:
    draws = tests.draws
    return (
        "同一份数据，换一种同样说得过去的算法，位次还一样吗？"
        f"把每个权重在上下 {print_percent(draws.spread)} 之内随意变动，无量纲化、汇总等方法也随意换，"
        f"重算 {draws.draws} 次（随机种子 {draws.seed}，同样的种子得同样的结果），"
        "看各单位落在第几位。去掉各自最好的 5% 和最差的 5% 的次数，剩下的最好和最差的位次，就是位次区间："
        "一百次里有九十次落在里面。位次区间宽，说明名次主要由算法决定，不宜拿相邻几位的先后说事。"
        "这里只检验算法，不检验数据：数据一律当作是对的。"
    )


def _interval_words(reading: ScoreReading, draws: MonteCarlo) -> list[str]:
    if not draws.intervals:
        why = "；".join(one.sentence.rstrip("。") for one in draws.findings)
        return [f"没有做这项检验：{why or '参加排名的太少'}。"]
    groups = tested_groups(reading, draws)
    few = [f"{group or '全部'}（{len(members)} 个）" for group, members in groups if len(members) < FEWEST_DRAWN]
    words = [_group_words(group, members) for group, members in groups if len(members) >= FEWEST_DRAWN]
    if few:
        words.append(
            f"{'、'.join(few)}参加排名的太少，检验说明不了名次稳不稳：两三家之间名次只有几种可能，"
            "哪一家在前往往谁都看得出来，不画区间。这样的组宜并入相近的组再比，或者只看得分、不讲名次。"
        )
    return words


def _group_words(group: str, members: Sequence[RankInterval]) -> str:
    first = [one for one in members if one.rank == 1]
    steady = [one for one in members if one.low == one.high]
    widest = max(members, key=lambda one: (one.high - one.low, -one.rank))
    words = [f"{group or '全部'}共 {len(members)} 个"]
    for one in first[:1]:
        range_words = f"多数时候在第 {one.low} 至第 {one.high} 位" if one.low != one.high else "几乎怎么算都在第 1 位"
        words.append(f"头名{one.name}{range_words}")
    words.append(f"{len(steady)} 个几乎怎么算都在同一位")
    if widest.low != widest.high:
        words.append(f"最不稳的是{widest.name}，在第 {widest.low} 至第 {widest.high} 位之间")
    return "，".join(words) + "。"


def _variance_words(variance: RankVariance) -> str:
    if not variance.shares:
        why = "；".join(one.sentence.rstrip("。") for one in variance.findings)
        return f"没有做这项检验：{why or '没有可变动的选择'}。"
    largest = sorted(variance.shares, key=lambda one: -one.total)[:_FEW]
    told = "、".join(f"{one.name}（连同其他 {print_percent(max(one.total, 0.0))}）" for one in largest)
    return f"位次变动主要来自：{told}。占得多的一项，就是最该事先说定、最容易起争议的一项。"


def _left_out_words(left_out: LeaveOneOut) -> str:
    lines = sorted((one for one in left_out.lines if one.measured), key=lambda one: -one.shift)
    if not lines:
        why = "；".join(one.sentence.rstrip("。") for one in left_out.findings)
        return f"没有做这项检验：{why or '没有可去掉的指标'}。"
    first = lines[0]
    if not first.changed:
        return "逐项去掉，位次都不变。"
    moved = "；".join(f"{one.name}从第 {one.before} 位到第 {one.after} 位" for one in first.movers[:_FEW])
    return f"影响最大的一项是{first.name}：去掉它，{first.changed} 个单位的位次变动，如 {moved}。"


def reversal_words(reading: ScoreReading, reversal: Reversal) -> str:
    """Return whether the top changes when the last of each group leaves, in a sentence."""
    if reversal.findings:
        return f"没有做这项检验：{'；'.join(one.sentence.rstrip('。') for one in reversal.findings)}。"
    names = "、".join(unit_name(reading, one) for one in reversal.dropped)
    top = (
        f"{'、'.join(one or '全部' for one in reversal.top_changed)}的头名变了，说明头名取决于跟谁比，要谨慎使用"
        if reversal.top_changed
        else "头名不变"
    )
    pairs = f"其余各家先后颠倒的有 {reversal.pairs} 对" if reversal.pairs else "其余各家的先后也不变"
    return f"去掉各组末位（{names or '没有'}）再算一遍：{top}；{pairs}。"


def unit_name(reading: ScoreReading, unit: str) -> str:
    """Return the name of a unit by its code."""
    return reading.now.sheet.names[reading.now.position(unit)]
