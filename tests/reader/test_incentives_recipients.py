"""Who is paid: parties behind the giving, subjects of clauses, and what a sentence leaves to those before it."""

import pytest
from tests.reader.money_rules import read_sentence as read

from guatu.reader.incentives.recipients import find_recipient


@pytest.mark.parametrize(
    ("sentence", "recipient"),
    [
        ("对品牌推广项目择优给予承办单位最高60万元资助。", "品牌推广项目的承办单位"),
        ("对年营收首次过亿的企业，给予企业20万元奖励。", "年营收首次过亿的企业"),
        ("按成交额的2%，给予提供交易服务的中介机构资助。", "提供交易服务的中介机构"),
        ("按年营业额的10%对引进企业和社团进行奖励。", "引进企业和社团"),
        ("对服务小微企业的担保业务，按担保额的1%补助。", "服务小微企业的担保业务"),
        ("企业首次通过复核的，奖励5万元。", "首次通过复核的企业"),
        ("鼓励企业参加境外展会，按展位费的50%补助。", "参加境外展会的企业"),
        ("对参加境外展会的企业，展位费按80%的比例给予补助。", "参加境外展会的企业"),
        ("对符合条件的外贸企业出口信用保险保费给予30%补助。", "符合条件的外贸企业"),
        ("省级财政资金对支线机场，给予每年不超过900万元的航线补助。", "支线机场"),
        ("对首次升规的工厂，省、市财政分别给予10万元、5万元奖励。", "首次升规的工厂"),
        ("对未享受其他房租补助的软件企业，每平方米补助8元。", "未享受其他房租补助的软件企业"),
        ("推进品牌街区建设，在街区内新开业的餐厅，经营满一年的奖励1万元。", "在街区内新开业的餐厅，经营满一年"),
        ("支持维权服务站建设，对验收合格的，每家给予20万元补助。", "验收合格的维权服务站"),
        ("对2027年1—6月新增入库的零售企业给予一次性4万元奖励。", "2027年1—6月新增入库的零售企业"),
        ("对依据行业标准评审达到良好以上的单位，予以30万元资助。", "依据行业标准评审达到良好以上的单位"),
        ("通过贯标认定的企业，除享受上级补助外，再给予10万元奖励。", "通过贯标认定的企业"),
        ("对我县企业在改制中增加的地方综合贡献，予以全额奖励。", "我县企业"),
        ("从业人员缴纳社保满一年的，按每人900元给予奖励。", "缴纳社保满一年的从业人员"),
        ("对租赁办公用房的总部企业，连续3年按房租的30%给予补贴。", "租赁办公用房的总部企业"),
        ("对获奖企业每家给予5万元奖励。", "获奖企业"),
        ("减半收取住宿业的锅炉检验费用。", "住宿业"),
    ],
)
def test_the_party_that_is_paid_is_named(sentence: str, recipient: str) -> None:
    [one] = read(sentence)
    assert one.recipient == recipient


def test_long_words_on_what_must_hold_become_the_condition() -> None:
    [one] = read("对一个行政村发展民宿达30家以上、床位200张以上，总投入在900万元以上且被认定的，给予投资方奖励80万元。")
    assert one.recipient == "投资方"
    assert one.condition == "一个行政村发展民宿达30家以上、床位200张以上，总投入在900万元以上且被认定"


@pytest.mark.parametrize(
    ("sentences", "recipient"),
    [
        ("对新认定的绿色工厂，奖励20万元。次年复核合格的，再奖励5万元。", "次年复核合格的绿色工厂"),
        ("对百强事务所奖励50万元。其新设立的分支机构，奖励20万元。", "百强事务所新设立的分支机构"),
        ("对承租国有用房的商户免收3个月租金，其中位于老城区的减免6个月租金。", "位于老城区的商户"),
        ("固定资产投资1亿元至5亿元的，奖励50万元；5亿元以上的，奖励90万元。", "固定资产投资5亿元以上"),
        ("年纳税额首次突破600万元的，奖励10万元；首次突破900万元的，奖励30万元。", "年纳税额首次突破900万元"),
        ("对新认定的园区，奖励20万元。对获评金奖的，奖励5万元。", "获评金奖"),
    ],
)
def test_a_later_rule_takes_what_it_leaves_out_from_the_one_before(sentences: str, recipient: str) -> None:
    assert read(sentences)[-1].recipient == recipient


def test_two_shares_side_by_side_go_to_the_same_party() -> None:
    booth, ticket = read("对企业参加境外展会，给予展位费最高80%、人员机票费最高60%支持。")
    assert booth.recipient == ticket.recipient == "参加境外展会的企业"
    assert (booth.base, ticket.base) == ("展位费", "人员机票费")


def test_a_sentence_without_any_figure_can_name_the_party() -> None:
    [one] = read("事务所入驻服务大厦，根据入驻时间给予租金支持。2027年底前入驻的按30元/平方米/月给予租金支持。")
    assert one.recipient == "2027年底前入驻的事务所"


def test_the_part_of_a_level_keeps_the_level_as_its_condition() -> None:
    special = read("对主营业务收入增长10%以上，增长额超过300万元的规上工业企业奖励10万元，属重点产业的奖励15万元。")[1]
    assert special.recipient == "属重点产业的规上工业企业"
    assert special.condition == "主营业务收入增长10%以上，增长额超过300万元的规上工业企业"


def test_who_is_helped_is_the_party_when_nobody_else_is_named() -> None:
    assert found_recipient("支持小微企业绿色转型，最高支持") == "小微企业"
    assert found_recipient("降低个体工商户融资成本，最高") == "个体工商户"


def found_recipient(words: str) -> str | None:
    found = find_recipient(words)
    return found.who if found else None
