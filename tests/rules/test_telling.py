"""Conditions in words: the signs of paper outside of what is quoted."""

import pytest

from guatu.rules import condition_text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("收入 >= 1亿元  且\n 人数 <= 3", "收入 ≥ 1亿元 且 人数 ≤ 3"),
        ("行业 <> '甲>=乙' and x != 1", "行业 ≠ '甲>=乙' and x ≠ 1"),
        ("收入 > 1", "收入 > 1"),
    ],
)
def test_signs_are_those_of_paper_and_quoted_values_stay(text: str, words: str) -> None:
    assert condition_text(text) == words
