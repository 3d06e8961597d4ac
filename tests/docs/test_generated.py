from pathlib import Path

import pytest
from tests.generated_docs import FLOORS, PAGES, REFERENCE, ROOT, given_codes, register_of_codes


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_made_from_the_code_says_what_the_code_says(path: Path) -> None:
    made = PAGES[path]()
    assert path.read_text(encoding="utf-8") == made, f"{path.relative_to(ROOT)} is out of date: run make docs"


def test_nothing_lies_in_the_reference_that_is_not_made_from_the_code() -> None:
    assert {path for path in REFERENCE.rglob("*") if path.is_file()} <= set(PAGES)


def test_a_finding_code_belongs_to_one_mistake_only() -> None:
    codes = [code.code for _, _, codes in FLOORS for code in codes]
    assert len(codes) == len(set(codes))


def test_a_floor_has_its_own_letter() -> None:
    letters = [{code.code[0] for code in codes} for _, _, codes in FLOORS]
    assert all(len(found) == 1 for found in letters)
    assert len(set.union(*letters)) == len(FLOORS)


def test_every_code_in_the_source_is_handed_on_by_its_floor() -> None:
    handed_on = {code.code for _, _, codes in FLOORS for code in codes}
    assert set(given_codes()) == handed_on


def test_a_code_that_was_given_out_is_never_given_to_another_mistake() -> None:
    now = given_codes()
    for code, name in register_of_codes().items():
        assert now.get(code, name) == name, f"{code} was {name}; give {now[code]} a new code"


def test_every_code_tells_its_reader_why_and_what_to_do() -> None:
    for _, _, codes in FLOORS:
        for code in codes:
            assert all((code.title, code.why, code.example, code.instead)), code.code
            assert code.title[-1] not in "。；", f"{code.code}: a title is not a sentence"
