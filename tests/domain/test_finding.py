"""What a finding offers in the place of a wrong name."""

from guatu.domain.finding import nearest


def test_the_closest_name_is_offered() -> None:
    assert nearest("工业投姿", ["工业投资", "财政收入"]) == "，是否想写“工业投资”？"


def test_nothing_is_offered_for_a_word_as_long_as_a_file() -> None:
    assert nearest("工业投资" * 100_000, ["工业投资" * 100_000]) == ""
