from guatu.sample.draw import Draw, apportion, decimal_text, rounded


def test_the_draw_of_a_seed_is_fixed_for_all_machines() -> None:
    draw = Draw(7)
    assert [draw.between(1, 1000) for _ in range(6)] == [324, 151, 651, 73, 536, 366]


def test_draws_stay_within_both_ends() -> None:
    draw = Draw(1)
    assert {draw.between(-1, 1) for _ in range(100)} == {-1, 0, 1}


def test_an_order_holds_every_number_once() -> None:
    assert sorted(Draw(3).order(50)) == list(range(50))


def test_parts_by_weight_sum_to_the_whole() -> None:
    for total in (0, 1, 60, 37_500):
        assert sum(apportion(total, (230, 110, 95, 7))) == total


def test_halves_are_rounded_up_also_below_zero() -> None:
    assert [rounded(number, 2) for number in (-3, -1, 1, 3)] == [-1, 0, 1, 2]


def test_a_small_negative_number_keeps_its_sign_in_print() -> None:
    assert decimal_text(-5, 1) == "-0.5"
