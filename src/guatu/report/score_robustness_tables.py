"""The tables behind the pictures on robustness (稳健性): one line a unit, a choice, an item or a pair."""

from guatu.report.printed import print_percent
from guatu.report.score_changes import FEWEST_DRAWN
from guatu.report.score_reading import NO_GROUP, ScoreReading, print_points
from guatu.report.score_robustness import (
    ScoreTests,
    reversal_words,
    tested_groups,
    unit_name,
    weight_words,
)
from guatu.report.values import Column, Form, Row, Section, Table
from guatu.scoring import ChangedWeight, LeaveOneOut, MonteCarlo, RankInterval, RankVariance, Reversal


def robustness_tables(reading: ScoreReading, tests: ScoreTests) -> tuple[Table, ...]:
    """Return the tables behind the pictures: intervals, shares, items left out, pairs that turned, other weights."""
    tables = [_interval_table(reading, tests.draws), _variance_table(reading, tests.variance)]
    tables += [_left_out_table(reading, tests.left_out), _reversal_table(reading, tests.reversal)]
    return (*tables, *(_weight_table(reading, one) for one in tests.weights))


def _interval_table(reading: ScoreReading, draws: MonteCarlo) -> Table:
    groups = tested_groups(reading, draws)
    # In a group that is no larger everybody is always among the first.
    counted = any(len(members) > draws.top for _, members in groups)
    sections = []
    for group, members in groups:
        rows = []
        for one in sorted(members, key=lambda one: (one.rank, one.unit)):
            first = (one.top_share,) if counted else ()
            rows.append(Row((one.name, one.rank, one.low, one.median, one.high, *first, _grades(one) or None)))
        few = "（参加排名的太少，位次稳不稳说明不了）" if len(members) < FEWEST_DRAWN else ""
        sections.append(Section(f"{group or NO_GROUP if few else group}{few}", tuple(rows)))
    first_places = (Column(f"进前{draws.top}位\n次数占比", Form.PERCENT, width=5),) if counted else ()
    return Table(
        "位次区间",
        "位次区间",
        reading.short_subtitle,
        (
            Column("单位", width=14),
            Column("位次", Form.COUNT, width=3),
            Column("区间里\n最好", Form.COUNT, width=4),
            Column("居中", Form.COUNT, width=3),
            Column("区间里\n最差", Form.COUNT, width=4),
            *first_places,
            Column("落在各等次的次数占比", width=24),
        ),
        tuple(sections),
        notes=(
            f"重算 {draws.draws} 次，随机种子 {draws.seed}，权重上下浮动 {print_percent(draws.spread)}；"
            "区间是去掉最好的 5% 和最差的 5% 的次数以后，剩下的最好和最差的位次。",
        ),
        numbered=False,
        nothing="（没有做：参加排名的太少，或者没有可变动的选择）",
    )


def _grades(interval: RankInterval) -> str:
    """Return the grades a unit ever had, each with its share of the draws."""
    return "；".join(f"{name} {print_percent(share)}" for name, share in interval.grades if share)


def _variance_table(reading: ScoreReading, variance: RankVariance) -> Table:
    rows = tuple(
        Row((one.name, one.first, one.first_low, one.first_high, one.total, one.total_low, one.total_high))
        for one in sorted(variance.shares, key=lambda one: -one.total)
    )
    ends = ("单独", "单独\n下端", "单独\n上端", "连同其他", "连同其他\n下端", "连同其他\n上端")
    return Table(
        "变动来源",
        "位次变动的来源",
        reading.short_subtitle,
        (Column("选择", width=14), *(Column(label, Form.PERCENT, width=5) for label in ends)),
        (Section("", rows),),
        notes=(
            f"Sobol 方差分解，共重算 {variance.runs} 次；次数有限，占比有误差，真值九成在上下端之间。",
            "低于零的当作零。",
            "“单独”是只定下这一项就能去掉的变动，“连同其他”是别的都定下、只剩这一项还有的变动。",
        ),
        numbered=False,
        nothing="（没有做：参加排名的太少，或者没有可变动的选择）",
    )


def _left_out_table(reading: ScoreReading, left_out: LeaveOneOut) -> Table:
    rows = tuple(
        Row(
            (
                one.name,
                "最下级" if one.measured else "上级",
                one.shift,
                one.changed,
                print_points(one.spearman, 3),
                print_points(one.kendall, 3),
                "；".join(f"{move.name} {move.before}→{move.after}" for move in one.movers) or None,
            )
        )
        for one in left_out.lines
    )
    return Table(
        "逐项去掉",
        "逐项去掉以后的位次",
        reading.short_subtitle,
        (
            Column("去掉的指标", width=14),
            Column("层级", width=3),
            Column("平均变几位", Form.NUMBER, width=4),
            Column("变动家数", Form.COUNT, width=4),
            Column("斯皮尔曼\n相关", width=4),
            Column("肯德尔\n相关", width=4),
            Column("变动最大的", width=30),
        ),
        (Section("", rows),),
        notes=("相关系数为 1 是位次完全不变；去掉的一项，权重按比例归同级其他各项。",),
        numbered=False,
        nothing="（没有做：参加排名的太少）",
    )


def _reversal_table(reading: ScoreReading, reversal: Reversal) -> Table:
    rows = tuple(
        Row((one.group, unit_name(reading, one.above), unit_name(reading, one.below))) for one in reversal.told
    )
    return Table(
        "去掉末位",
        "去掉末位",
        reading.mark,
        (Column("组", width=10), Column("原来在前", width=16), Column("原来在后，现在在前", width=16)),
        (Section("", rows),),
        notes=(
            reversal_words(reading, reversal),
            *((f"颠倒的共 {reversal.pairs} 对，只列前 {len(rows)} 对。",) if reversal.pairs > len(rows) else ()),
        ),
        numbered=False,
        nothing="（没有颠倒的）",
    )


def _weight_table(reading: ScoreReading, changed: ChangedWeight) -> Table:
    rows = tuple(Row((one.group, one.name, one.before, one.after)) for one in changed.ranks)
    return Table(
        f"权重 {changed.name}",
        f"{changed.name}权重改为 {print_percent(changed.after)}",
        reading.mark,
        (
            Column("组", width=10),
            Column("单位", width=16),
            Column("现在位次", Form.COUNT, width=4),
            Column("改后位次", Form.COUNT, width=4),
        ),
        (Section("", rows),),
        notes=(weight_words(changed),),
        numbered=False,
    )
