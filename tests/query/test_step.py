import pytest

from guatu.domain import GuatuError
from guatu.query import Program, Step, literal, quote


def test_a_program_names_the_tables_it_reads_once_and_in_order() -> None:
    steps = (Step("a", "SELECT 1", ("observations", "targets")), Step("b", "SELECT 2", ("a", "observations")))
    assert Program(steps, ("b",)).tables == ("observations", "targets")


@pytest.mark.parametrize(
    ("steps", "outputs"),
    [
        ((Step("a", "SELECT 1", ()), Step("a", "SELECT 2", ())), ("a",)),
        ((Step("a", "SELECT 1", ("b",)), Step("b", "SELECT 2", ())), ("a",)),
        ((Step("a", "SELECT 1", ()),), ("c",)),
    ],
    ids=["two steps of one name", "read before made", "no such output"],
)
def test_a_program_that_cannot_run_is_refused_when_it_is_made(
    steps: tuple[Step, ...], outputs: tuple[str, ...]
) -> None:
    with pytest.raises(GuatuError):
        Program(steps, outputs)


def test_a_program_explains_each_step_with_its_reason() -> None:
    text = Program((Step("a", "SELECT 1", (), "because one"),), ("a",)).explain()
    assert "-- a: because one" in text
    assert "SELECT 1" in text


def test_names_and_texts_are_quoted_against_injection() -> None:
    assert quote('a"b') == '"a""b"'
    assert literal("a'b") == "'a''b'"
