import pytest
from tests.report.example_month import indicator

from guatu.report.requirement import requirement_words

MONEY = indicator("investment", "工业投资", "亿元")
SHARE = indicator("share", "占比", "%")


@pytest.mark.parametrize(
    ("measure", "comparator", "value", "words"),
    [
        ("growth", ">=", 0.15, "增长15%以上"),
        ("growth", "=", 0.065, "增长6.5%"),
        ("growth", ">", 0.1, "增长超过10%"),
        ("growth", "~", 0.1, "增长10%左右"),
        ("growth", "<=", 0.03, "增长3%以内"),
        ("growth", ">=", -0.03, "下降3%以内"),
        ("growth", ">=", 0.0, "不下降"),
        ("growth", ">", 0.0, "正增长"),
        ("annual_average_growth", ">=", 0.1, "年均增长10%以上"),
        ("reduction", ">=", 0.032, "下降3.2%以上"),
        ("level", ">=", 280.0, "不低于280亿元"),
        ("level", "=", 1200.5, "达到1,200.5亿元"),
        ("level", ">", 280.0, "超过280亿元"),
        ("level", "<=", 280.0, "控制在280亿元以内"),
        ("level", "~", 280.0, "280亿元左右"),
        ("increment", ">=", 20.0, "增量不低于20亿元"),
        ("share", ">=", 0.47, "不低于47%"),
        ("multiple", "=", 2.0, "达到2倍"),
        ("rank", "<=", 3.0, "进入前3位"),
        ("rate_of_completion", ">=", 1.0, "不低于100%"),
    ],
)
def test_a_target_is_said_in_the_words_of_plans(measure: str, comparator: str, value: float, words: str) -> None:
    assert requirement_words({"measure": measure, "comparator": comparator, "value": value}, MONEY) == words


def test_modality_goes_before_and_a_range_has_both_ends() -> None:
    cells = {"measure": "growth", "comparator": "=", "value": 0.05, "value_max": 0.07, "modality": "力争"}
    assert requirement_words(cells, MONEY) == "力争增长5%—7%"


def test_a_level_of_a_percentage_is_printed_as_percent() -> None:
    assert requirement_words({"measure": "level", "comparator": ">=", "value": 0.47}, SHARE) == "不低于47%"


def test_a_target_without_a_number_says_its_reference_or_nothing() -> None:
    assert requirement_words({"measure": "level", "comparator": ">="}, MONEY, "省下达目标") == "省下达目标"
    assert requirement_words({"measure": "level", "comparator": ">="}, MONEY) == ""
