"""Units are types: each line gives a sentence and either `ok` or the code of its finding; good and bad side by side."""

import pytest
from tests.rules.firm_rows import FIRMS, codes

from guatu.domain import FindingCode, Span
from guatu.query import Measure
from guatu.rules import compile_expression
from guatu.rules.language.findings import FINDING_CODES

CASES = """
营业收入 > 500万元                          ok
营业收入 > 15%                              E009
营业收入 > 500                              E012
营业收入 > 0                                ok
营业收入 > 20户                             E009
营业收入 >= 上年营业收入 * 1.15             ok
营业收入 >= 上年营业收入 * 115%             ok
营业收入 >= 上年营业收入 * 115              ok
营业收入 + 15% > 500万元                    E009
营业收入 + 1 > 500万元                      E012
营业收入 - 上年营业收入 > 500万元           ok
营业收入 / 上年营业收入 - 1 >= 15%          ok
营业收入 / 上年营业收入 >= 1.15倍           ok
营业收入 / 上年营业收入 >= 1.15             E012
营业收入 * 3‰ > 20万元                      ok
营业收入 * 营业收入 > 500万元               E009
营业收入 = 500万美元                        E009
营业收入 / 用地面积 >= 100万元/亩           ok
营业收入 / 用地面积 >= 100万元              E009
营业收入 / 从业人员 >= 30万元/人            ok
营业收入 / 从业人员 >= 30万元/亩            E009
营业收入 / 从业人员 * 从业人员 > 1亿元      ok
营业收入 / 服务企业 >= 6万元/户             ok
营业收入 / 项目数 >= 5000万元               ok
20万元 * 项目数 < 营业收入                  ok
综合能耗 / 营业收入 <= 0.5吨标煤/万元       ok
综合能耗 > 1000吨                           E009
综合能耗 > 1000                             E012
用地面积 > 100亩                            ok
用地面积 > 100平方米                        E009
用地面积 > 100                              E012
从业人员 >= 300                             ok
从业人员 >= 300人                           ok
从业人员 >= 300户                           E009
服务企业 >= 20户                            ok
服务企业 / 项目数 > 5                       E012
服务企业 / 项目数 > 500%                    ok
项目数 >= 3                                 ok
项目数 >= 3个                               ok
项目数 >= 3个月                             ok
项目数 >= 3%                                E009
项目数 / 2 >= 3                             ok
同比 >= 15%                                 ok
同比 >= 15                                  E012
同比 >= 0.15                                E012
同比 >= 0                                   ok
同比 >= 5个百分点                           E010
同比 >= 500万元                             E009
1 + 同比 > 1                                ok
1 + 同比 > 115%                             ok
完成率 - 序时进度 < -5个百分点              ok
完成率 - 序时进度 < -5百分点                ok
完成率 - 序时进度 < -5%                     E010
完成率 - 序时进度 < 0                       ok
完成率 - 序时进度 < -5                      E012
完成率 < 序时进度 - 5个百分点               ok
完成率 < 序时进度 - 5%                      E010
完成率 + 5个百分点 < 序时进度               ok
超序时 < -5个百分点                         ok
超序时 < -5%                                E010
超序时 < 完成率                             E010
超序时 - 完成率 < 0                         E010
超序时 * 2 < -10个百分点                    ok
超序时 / 完成率 < 0                         ok
累计完成 >= 全年目标                        ok
累计完成 >= 全年目标 * 75%                  ok
累计完成 / 全年目标 >= 75%                  ok
累计完成 / 全年目标 >= 75                   E012
累计完成 >= 100                             ok
累计完成 >= 500万元                         E011
累计完成 >= 15%                             E011
累计完成 >= 完成率                          E011
(全年目标 - 累计完成) / 项目数 > 累计完成   ok
得分 >= 80                                  ok
得分 >= 80%                                 E012
得分 / 2 >= 40                              ok
得分 / 得分 >= 40%                          ok
亮灯 = '红'                                 ok
亮灯 = 'red'                                ok
亮灯 = '橙'                                 E018
亮灯 in ('红', '橙')                        E018
亮灯 = 1                                    E009
亮灯 > '红'                                 E009
企业 = '甲公司'                             ok
企业 like '甲%'                             ok
企业 not like '甲%'                         ok
营业收入 like '1%'                          E009
营业收入 = '500'                            E014
营业收入 = '500万元'                        E014
已报                                        ok
已报 = 是                                   ok
已报 is 是                                  ok
已报 > 否                                   E009
已报 + 1 > 0                                E009
not 营业收入                                E009
营业收入 and 已报                           E009
报告期 >= '2024-09-30'                      ok
报告期 >= '2024-09'                         ok
报告期 >= '2024年9月'                       ok
报告期 >= date '2024-09-30'                 ok
报告期 >= '2024'                            E021
报告期 >= '2024-13-01'                      E021
报告期 >= 2024                              E009
报告期 - 开业日期 > 365天                   ok
报告期 - 开业日期 > 365                     E012
相隔月数(开业日期, 报告期) >= 3年           ok
相隔月数(开业日期, 报告期) >= 36            E012
年份(报告期) = 2024                         ok
年份(报告期) = 2024年                       E012
同比 between 5% and 15%                     ok
同比 between 5 and 15                       E012
同比 in (5%, 10%)                           ok
同比 in (5%, 10)                            E012
取小(营业收入, 500万元) > 1元               ok
取小(营业收入, 5%) > 1元                    E009
取大(同比, 0) >= 15%                        ok
取首个有数的(同比, 超序时) > 0              E010
如果(已报, 同比, 0) > 5%                    ok
如果(已报, 同比, 15) > 5%                   E012
如果(同比, 1, 2) > 1                        E017
case when 已报 then 同比 else 5% end > 1%   ok
case when 已报 then 同比 else 5元 end > 1%  E009
增速(营业收入, 上年营业收入) >= 15%         ok
增速(营业收入, 从业人员) >= 15%             E009
平方根(营业收入) > 1                        E017
四舍五入(完成率, 3) >= 75%                  ok
四舍五入(完成率, 序时进度) >= 75%           E017
四舍五入(完成率, 99) >= 75%                 E017
绝对值(超序时) > 5个百分点                  ok
-同比 > 5%                                  ok
-亮灯 = '红'                                E009
营业收入 / 0 > 1                            E016
完成率 = null                               E020
完成率 is null                              ok
完成率 is not null                          ok
完成率                                      E019
5                                           E019
"""
ROWS = [(line[:-5].strip(), line[-5:].strip()) for line in CASES.strip().splitlines()]


@pytest.mark.parametrize(("sentence", "outcome"), ROWS, ids=[sentence for sentence, _ in ROWS])
def test_a_sentence_compiles_or_names_the_mistake_in_its_units(sentence: str, outcome: str) -> None:
    assert codes(sentence) == ([] if outcome == "ok" else [outcome])


@pytest.mark.parametrize(
    ("text", "expect", "outcome"),
    [
        ("营业收入 * 3‰", Measure.MONEY, []),
        ("least(营业收入 * 3‰, 60万元)", Measure.MONEY, []),
        ("0", Measure.MONEY, []),
        ("营业收入 > 1元", Measure.MONEY, ["E019"]),
        ("完成率", Measure.MONEY, ["E019"]),
        ("完成率 - 序时进度", Measure.POINTS, []),
        ("完成率 - 序时进度", Measure.RATIO, ["E019"]),
        ("亮灯", Measure.TEXT, []),
    ],
)
def test_the_result_must_be_of_the_measure_asked_for(text: str, expect: Measure, outcome: list[str]) -> None:
    assert codes(text, expect) == outcome


def test_the_way_out_of_percent_for_points_is_the_sentence_to_write() -> None:
    _, (finding,) = compile_expression("完成率 - 序时进度 < -5%", FIRMS, Span("alerts.yaml", 12, 9))
    assert "-5% 写成 -5个百分点" in finding.way_out
    assert str(finding.span) == "alerts.yaml:12"
    assert finding.span == Span("alerts.yaml", 12, 9 + 14)
    assert "第 15 个字" in finding.sentence


def test_codes_are_numbered_without_gaps() -> None:
    numbers = [code.code for code in FINDING_CODES]
    assert numbers == [f"E{number:03}" for number in range(1, len(numbers) + 1)]


# The examples of these two are described, not written out.
WRITTEN = [code for code in FINDING_CODES if code.code not in ("E013", "E024")]


@pytest.mark.parametrize("code", WRITTEN, ids=[code.code for code in WRITTEN])
def test_the_example_of_a_finding_is_that_mistake_and_its_remedy_is_none(code: FindingCode) -> None:
    assert code.code in codes(code.example)
    if code.code not in ("E004",):
        assert codes(code.instead, None) == []
