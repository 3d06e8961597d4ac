"""From prose to payable: the example plan is read, its questions are answered, and made-up firms are paid by it."""

import re
from pathlib import Path

import pytest
from tests.desk.award_folders import code, sheet, write_csv

from guatu.desk import AwardRequest, ReadRequest, check_plan, read_plan, run_award

PLAN = Path(__file__).parents[2] / "docs/examples/plan.txt"
ANSWERS = {"reward-2-2-3-question-1": "只给最高一档", "whole-question-1": "是不同事项，各项都给"}
COLUMNS = {
    "主营业务收入（万元）": "0",
    "申报上年主营业务收入（万元）": "0",
    "历年最高主营业务收入（万元）": "0",
    "设备投资额（万元）": "0",
    "有技术改造项目": "否",
    "规上工业": "是",
    "首次纳规": "否",
    "战略性新兴产业": "否",
}
FIRMS: dict[str, dict[str, str]] = {
    "新规公司": {"首次纳规": "是"},
    "新规战新公司": {"首次纳规": "是", "战略性新兴产业": "是"},
    "跨级公司": {
        "主营业务收入（万元）": "600000",
        "申报上年主营业务收入（万元）": "550000",
        "历年最高主营业务收入（万元）": "80000",
    },
    "老大户公司": {
        "主营业务收入（万元）": "600000",
        "申报上年主营业务收入（万元）": "550000",
        "历年最高主营业务收入（万元）": "700000",
    },
    "扩销公司": {"主营业务收入（万元）": "12000", "申报上年主营业务收入（万元）": "10000"},
    "猛增公司": {"主营业务收入（万元）": "60000", "申报上年主营业务收入（万元）": "30000"},
    "技改公司": {"设备投资额（万元）": "1000", "有技术改造项目": "是"},
    "大技改公司": {"设备投资额（万元）": "5000", "有技术改造项目": "是"},
    "小技改公司": {"设备投资额（万元）": "499", "有技术改造项目": "是"},
}


def answer(pack: Path) -> None:
    """Answer every ruling of a draft, as the office that is asked would."""
    path = pack / "rulings.yaml"
    text = path.read_text(encoding="utf-8")
    for id_, choice in ANSWERS.items():
        decided = f"\n  answer: {choice}\n  decided_by: 示例州工业和信息化局\n  decided_on: 2026-03-01"
        text, count = re.subn(rf"(- id: {id_}\n(?:  .*\n)*?  choices: .*)", rf"\g<1>{decided}", text)
        assert count == 1
    path.write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example plan read, its rulings answered, and the award of 2026 run."""
    out = tmp_path_factory.mktemp("drafted")
    read_plan(ReadRequest(PLAN, out), "0.1", lambda _: None)
    answer(out / "pack")
    header = ("统一社会信用代码", "年度", "企业名称", "地区", "数据性质", *COLUMNS)
    rows = [
        (code(number), "2026", name, "place-a7e4f8", "企业申报", *(COLUMNS | given).values())
        for number, (name, given) in enumerate(FIRMS.items(), start=1)
    ]
    write_csv(out / "facts" / "firm_years.csv", header, rows)
    report = run_award(AwardRequest(2026, (str(out / "pack"),), out / "facts", out / "award"), "0.1", lambda _: None)
    assert [str(one) for one in report.findings if one.blocks] == []
    return out


def test_the_pack_is_accepted_once_its_questions_are_answered(folder: Path) -> None:
    codes = {one.code for one in check_plan((folder / "pack",))}
    assert codes <= {"P046"}, "only the duty whose day the plan does not print is still told"


def test_each_firm_gets_what_the_sentence_says(folder: Path) -> None:
    rows = sheet(folder / "award" / "award.xlsx", "拟兑现名单")
    assert {row["企业名称"]: row["金额"] for row in rows if row["企业名称"] != "合计"} == {
        "新规公司": 200_000,
        "新规战新公司": 250_000,
        "跨级公司": 800_000,
        "扩销公司": 40_000,
        "猛增公司": 400_000,
        "技改公司": 800_000,
        "大技改公司": 2_000_000,
    }


def test_who_misses_a_line_is_told_which(folder: Path) -> None:
    rows = {row["企业名称"]: row for row in sheet(folder / "award" / "award.xlsx", "不予兑现") if row["原因"]}
    assert "设备投资" in str(rows["小技改公司"]["原因"]) or "设备投资" in str(rows["小技改公司"]["比较的数和差距"])
    assert "老大户公司" in rows


def test_names_of_drafted_rewards_can_be_read(folder: Path) -> None:
    printed = "\n".join(path.read_text(encoding="utf-8") for path in (folder / "pack" / "rewards").glob("*.yaml"))
    names = re.findall(r"^  name: (.*)$", printed, flags=re.MULTILINE)
    assert names == [
        "首次纳入规上的工业企业奖励",
        "首次纳入规上的工业企业奖励（战略性新兴产业）",
        "主营业务收入首次达到10亿元等3档奖励",
        "主营业务收入增长20%以上的规上工业企业补助",
        "设备投资500万元以上的技术改造项目补助",
    ]


def test_only_what_no_pack_has_is_declared(folder: Path) -> None:
    printed = (folder / "pack" / "columns.yaml").read_text(encoding="utf-8")
    assert re.findall(r"^  name: (.*)$", printed, flags=re.MULTILINE) == ["设备投资额", "有技术改造项目"]
