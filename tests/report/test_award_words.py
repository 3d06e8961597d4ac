"""How money of awards is written: figures, capitals, 万元 and 元; codes with their middle hidden."""

from decimal import Decimal

import pytest

from guatu.report.award_words import capital_money, masked_code, short_money, ten_thousands, yuan


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "人民币零元整"),
        ("0.05", "人民币伍分"),
        ("0.50", "人民币伍角整"),
        ("1.05", "人民币壹元零伍分"),
        ("10", "人民币壹拾元整"),
        ("105000", "人民币壹拾万零伍仟元整"),
        ("160040.05", "人民币壹拾陆万零肆拾元零伍分"),
        ("10010010.10", "人民币壹仟零壹万零壹拾元壹角整"),
        ("100000000", "人民币壹亿元整"),
        ("1000000001", "人民币壹拾亿零壹元整"),
        ("1000000000000", "人民币壹万亿元整"),
        ("1234500000000.99", "人民币壹万贰仟叁佰肆拾伍亿元玖角玖分"),
    ],
)
def test_capitals_are_those_of_a_payment_order(amount: str, words: str) -> None:
    assert capital_money(Decimal(amount)) == words


@pytest.mark.parametrize("amount", ["-1", "1e16"])
def test_what_no_payment_order_holds_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match="no capitals"):
        capital_money(Decimal(amount))


def test_ten_thousands_keep_every_fen() -> None:
    assert ten_thousands(Decimal("320791719.12")) == "32,079.171912万元"
    assert ten_thousands(Decimal("100000.00")) == "10万元"
    assert ten_thousands(Decimal("0.01")) == "0.000001万元"


def test_small_money_is_spoken_of_in_yuan() -> None:
    assert (short_money(Decimal("9999.99")), short_money(Decimal("10000.00"))) == ("9,999.99元", "1万元")
    assert yuan(Decimal("0")) == "0.00元"


def test_the_middle_of_a_code_is_hidden_and_a_short_code_stays() -> None:
    assert masked_code("91532301000000001X") == "9153**********001X"
    assert masked_code("L1") == "L1"
