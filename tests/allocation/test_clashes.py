"""The deletion filter leaves a set of which every member is needed."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from guatu.allocation import irreducible_clash


def fits(kept: Sequence[int]) -> bool:
    return sum(kept) <= 100


@given(st.lists(st.integers(0, 60), max_size=12))
def test_a_clash_cannot_be_met_and_any_part_of_it_can(sizes: list[int]) -> None:
    clash = irreducible_clash(sizes, fits)
    if fits(sizes):
        assert clash == ()
    else:
        assert not fits(clash)
        assert all(fits([*clash[:at], *clash[at + 1 :]]) for at in range(len(clash)))
