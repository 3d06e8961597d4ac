"""The sheets of a match (园区匹配): where each project should go, why not elsewhere, what is to be checked."""

from collections.abc import Iterator
from dataclasses import dataclass

from guatu.allocation import CONDITION_WORDS, CONDITIONS, PART_WORDS, RESOURCES, Matching, Pair, State, Verdict
from guatu.allocation import number_words as number
from guatu.report.values import Cell, Column, Form, Row, Section, Table

_MOST_PAIRS = 3_000  # rows of one sheet; longer lists are in the CSV alone
_AVERAGES = {"ratio_of_sums": "各项目合计相除", "mean_of_ratios": "各项目亩均的简单平均"}
_CONDITION_COLUMNS = tuple(Column(CONDITION_WORDS[name], width=4) for name in CONDITIONS)
PAIR_COLUMNS = (
    Column("线索编号", width=6),
    Column("项目", width=10),
    Column("园区", width=6),
    Column("结果", width=6),
    Column("得分", Form.NUMBER, width=3),
    *_CONDITION_COLUMNS,
    Column("为什么", width=28),
)


@dataclass(frozen=True)
class MatchReading:
    """One match for print: the title's beginning (place and year), the matching, each pair once."""

    title: str
    matching: Matching
    pairs: tuple[tuple[Pair, ...], ...]

    @staticmethod
    def of(title: str, matching: Matching) -> "MatchReading":
        """Return the reading of a matching: every pair put into words."""
        parks = range(len(matching.offers))
        rows = range(len(matching.proposals))
        return MatchReading(title, matching, tuple(tuple(matching.pair(row, park) for park in parks) for row in rows))

    def placed(self, row: int) -> Pair | None:
        """Return the pair of the park a project is placed in, None where it is placed nowhere."""
        return next((one for one in self.pairs[row] if one.verdict is Verdict.PLACED), None)


def match_tables(reading: MatchReading, pairs_file: str) -> tuple[Table, ...]:
    """Return the sheets in the order they are read; `pairs_file` is the name of the list of all pairs."""
    return (
        _placed(reading),
        _left_out(reading),
        _to_check(reading),
        _pairs(reading, pairs_file),
        _capacity(reading),
        _averages(reading),
        _method(reading),
    )


def match_counts(reading: MatchReading) -> tuple[tuple[str, int], ...]:
    """Return how many pairs there are of each verdict, in the order of the verdicts."""
    found = [pair.verdict for row in reading.pairs for pair in row]
    return tuple((verdict.word, found.count(verdict)) for verdict in Verdict)


def pair_rows(reading: MatchReading) -> Iterator[Row]:
    """Yield a row for each project and park."""
    for row in reading.pairs:
        for pair in row:
            states = (one.state.word for one in pair.conditions)
            yield Row((*_who(pair), pair.offer.name, pair.verdict.word, pair.score, *states, pair.why))


def _who(pair: Pair) -> tuple[Cell, ...]:
    return pair.proposal.lead, pair.proposal.name


def _placed(reading: MatchReading) -> Table:
    matching = reading.matching
    rows = []
    for at in range(len(matching.proposals)):
        pair = reading.placed(at)
        if pair is not None:
            told = "；".join(one.told for one in pair.conditions)
            checked = "、".join(CONDITION_WORDS[one.name] for one in pair.conditions if one.state is State.UNKNOWN)
            rows.append(Row((*_who(pair), pair.offer.name, pair.score, f"{told}。", pair.why, checked or None)))
    best = "已证明没有更好的安排"
    if not matching.is_best:
        best = f"找到的最好安排，未证明最优；任何安排都不超过 {number(matching.bound)} 分"
    placed = f"落地 {len(rows)} 个、没有落地 {len(matching.proposals) - len(rows)} 个"
    return Table(
        name="建议落地",
        title=f"{reading.title}项目落地建议",
        subtitle=f"{placed}；合计 {number(matching.score)} 分（{best}）",
        columns=(
            Column("线索编号", width=6),
            Column("项目", width=10),
            Column("建议园区", width=6),
            Column("得分", Form.NUMBER, width=3),
            Column("条件：比的是什么", width=32),
            Column("得分怎么来", width=20),
            Column("还要核实", width=4),
        ),
        sections=(Section("", tuple(rows), decimals=1),),
        notes=(
            "建议是按填报的数和设定的权重算出的，供研究；最后放在哪里由有权的单位决定。",
            "一个项目至多一个园区；同一园区所放项目的用地、能耗、用电、污水合计不超过余量；在此之内使合计分最高。",
        ),
        frozen_columns=2,
        nothing="（没有一个项目可以落地）",
    )


def _left_out(reading: MatchReading) -> Table:
    sections = []
    for at, pairs in enumerate(reading.pairs):
        if reading.placed(at) is None:
            rows = tuple(Row((pair.offer.name, pair.verdict.word, pair.score, pair.why)) for pair in pairs)
            sections.append(
                Section(f"{pairs[0].proposal.lead}　{pairs[0].proposal.name}" if pairs else "", rows, decimals=1)
            )
    return Table(
        name="没有落地",
        title=f"{reading.title}没有落地的项目和各园区的原因",
        subtitle="一个项目一段，每个园区一行",
        columns=(
            Column("园区", width=9),
            Column("结果", width=9),
            Column("得分", Form.NUMBER, width=4),
            Column("为什么", width=56),
        ),
        sections=tuple(sections),
        numbered=False,
        nothing="（每个项目都有园区）",
    )


def _to_check(reading: MatchReading) -> Table:
    rows = []
    for pairs in reading.pairs:
        for pair in pairs:
            unknown = [one for one in pair.conditions if one.state is State.UNKNOWN]
            if unknown and all(one.state is not State.FAILED for one in pair.conditions):
                words = "、".join(CONDITION_WORDS[one.name] for one in unknown)
                told = "；".join(one.told for one in unknown)
                rows.append(Row((*_who(pair), pair.offer.name, pair.score, words, told)))
    return Table(
        name="待核",
        title=f"{reading.title}缺数、没有可比，要核实的",
        subtitle="没有一条不符合，但至少一条还不知道；不知道的从不当作符合",
        columns=(
            Column("线索编号", width=6),
            Column("项目", width=12),
            Column("园区", width=6),
            Column("已知部分得分", Form.NUMBER, width=4),
            Column("待核的条件", width=9),
            Column("缺什么", width=38),
        ),
        sections=(Section("", tuple(rows), decimals=1),),
        notes=("核实后补填名册，再运行一次；或加 --with-unknown，让待核的也参加安排（表上仍写明待核）。",),
        nothing="（没有待核的）",
    )


def _pairs(reading: MatchReading, pairs_file: str) -> Table:
    rows = tuple(pair_rows(reading))
    is_long = len(rows) > _MOST_PAIRS
    return Table(
        name="逐对说明",
        title=f"{reading.title}每个项目在每个园区的结果",
        subtitle=f"共 {len(rows)} 对；全部在 {pairs_file}",
        columns=PAIR_COLUMNS,
        sections=(Section("", () if is_long else rows, decimals=1),),
        notes=("不符合的不打分。结果的顺序：建议落地、另有更合适的园区、承载力已给别的项目、待核、不符合。",),
        frozen_columns=3,
        nothing=f"（太长，见 {pairs_file}）" if is_long else "（一对也没有）",
    )


def _capacity(reading: MatchReading) -> Table:
    rows = []
    for park, offer in enumerate(reading.matching.offers):
        for use in reading.matching.uses(park):
            rows.append(Row((offer.name, use.word, use.unit, use.had, use.taken, use.left, use.projects)))
    return Table(
        name="园区承载",
        title=f"{reading.title}园区余量用了多少",
        subtitle="余量没有填的留空，不当作零，也不限制",
        columns=(
            Column("园区", width=10),
            Column("什么", width=6),
            Column("单位", width=6),
            Column("原有余量", Form.NUMBER, width=9),
            Column("建议项目占用", Form.NUMBER, width=9),
            Column("还剩", Form.NUMBER, width=9),
            Column("项目数", Form.COUNT, width=4),
        ),
        sections=(Section("", tuple(rows), decimals=0),),
        numbered=False,
    )


def _averages(reading: MatchReading) -> Table:
    matching = reading.matching
    names = {one.park: one.name for one in matching.offers}
    rows = [
        Row(
            (
                names[park],
                matching.industry_names.get(industry, industry),
                found.investment_peers,
                found.investment,
                found.revenue_peers,
                found.revenue,
            )
        )
        for (park, industry), found in sorted(matching.conditions.averages.items())
        if park in names
    ]
    return Table(
        name="亩均门槛",
        title=f"{reading.title}亩均门槛：同园区同行业已投产项目的平均",
        subtitle=f"平均的算法：{_AVERAGES[matching.terms.average]}",
        columns=(
            Column("园区", width=10),
            Column("行业", width=9),
            Column("投资可比项目", Form.COUNT, width=5),
            Column("亩均投资强度", Form.NUMBER, "元/亩", width=9),
            Column("营收可比项目", Form.COUNT, width=5),
            Column("亩均营业收入", Form.NUMBER, "元/亩", width=9),
        ),
        sections=(Section("", tuple(rows), decimals=0),),
        notes=("没有列出的园区和行业没有可比的投产项目，门槛不知道，列为待核；“原则上”的例外要写明理由。",),
        nothing="（没有一个投产项目可比）",
    )


def _method(reading: MatchReading) -> Table:
    weights = reading.matching.terms.weights
    parts = {
        "industry": f"主导产业得满分，潜力产业得 {weights.potential:.0%}",
        "land": "用地需求 ÷ 剩余用地：越贴合越高，大块地留给大项目",
        "energy": "1 − 需求 ÷ 余量：余下越多越高；能耗、用电都填的按紧的一项",
        "per_mu": f"两项亩均各高出同行业平均多少，高出 {weights.surplus:.0%} 得满分，取平均；没有可比时不得分",
        "distance": f"1 − 运距 ÷ {weights.far:g} 公里；一个项目要有到每个园区的运距才用，否则这部分权重摊给其余",
    }
    rows = [Row((PART_WORDS[name], weights.parts[name], parts[name])) for name in PART_WORDS]
    hard = (
        ("产业", "项目行业是园区的 1 个主导或 2 个潜力产业之一"),
        ("用地", "用地需求不超过剩余用地"),
        ("用能", "能耗（吨标煤）、用电（千瓦时）各自不超过余量；两种不互相折算；都没有填的待核"),
        ("亩均", "亩均投资强度、预期亩均营业收入都不低于园区同行业已投产项目平均；“原则上”，可有批准的例外"),
        ("环境", "要求的条件园区都有；填了污水的，不超过污水处理余量"),
    )
    conditions = [Row((name, None, told)) for name, told in hard]
    return Table(
        name="说明",
        title=f"{reading.title}怎样匹配",
        subtitle="硬条件一条也不能缺；评分只在符合的之间比高低",
        columns=(Column("项", width=6), Column("权重", Form.NUMBER, width=5), Column("怎么算", width=60)),
        sections=(Section("硬条件", tuple(conditions)), Section("评分（满分 100）", tuple(rows), decimals=0)),
        notes=(
            "权重是设定，不是文件的规定；用 --weight 改。分数四舍五入到一位小数后比较，相同的排在前面的项目先得。",
            f"安排使合计分最高，是整数规划；可占用的：{_resources()}。",
        ),
        numbered=False,
    )


def _resources() -> str:
    return "、".join(f"{word}（{unit}）" for _, word, unit in RESOURCES)
