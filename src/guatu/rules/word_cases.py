"""Cases told apart by a word (按文字分组): of 48 cases for 16 industries, a firm is asked the three of its own.

SQL tries the cases of a chain one after another on every row that is left. Where most of them ask for a word of one
column, the word is looked up first; on a row that has it the other words' cases are known not to hold.
"""

from collections import Counter
from collections.abc import Sequence

from guatu.rules.choosing import all_of, first_of
from guatu.rules.language.comparison import alike, as_type
from guatu.rules.language.operand import Operand
from guatu.rules.language.value_type import Sort
from guatu.rules.scope import Scope

# A case: conditions that must all hold, and what it gives.
WordCase = tuple[tuple[Operand, ...], Operand]
_Part = tuple[tuple[Operand, ...], str]


def cased_by_word(cases: Sequence[WordCase], otherwise: Operand, scope: Scope, said: str) -> Operand | None:
    """Return the value of the first case that holds, as one operand; one that is unknown before makes it missing."""
    value_type = scope.settle_type(alike((*(value for _, value in cases), otherwise)), otherwise)
    if value_type is None:
        return None
    parts = [(tests, as_type(value, value_type)) for tests, value in cases]
    return Operand(_chosen(parts, as_type(otherwise, value_type)), value_type, said=said)


def _chosen(cases: Sequence[_Part], otherwise: str) -> str:
    """Return SQL of the cases, looked up by word where that saves tests; rows without a listed word try them all."""
    chain = first_of([(all_of([one.sql for one in tests]), value) for tests, value in cases], otherwise)
    columns = Counter(column for tests, _ in cases for column in {_column_of(one) for one in tests} if column)
    column, named = columns.most_common(1)[0] if columns else ("", 0)
    words = dict.fromkeys(
        word for tests, _ in cases for one in tests if _column_of(one) == column for word in _words(one)
    )
    # With one case for each word there is nothing to save; cases without a word are repeated under every word.
    if not words or named < 2 * len(words) or (len(cases) - named) * len(words) > named:
        return chain
    branches = [f"WHEN {word} THEN {first_of(_with_word(cases, column, word), otherwise)}" for word in words]
    return f"CASE {column} {' '.join(branches)} ELSE {chain} END"


def _with_word(cases: Sequence[_Part], column: str, word: str) -> list[tuple[str, str]]:
    """Return the cases that a row with the word can meet, without asking for it again."""
    left = []
    for tests, value in cases:
        asked = [one for one in tests if _column_of(one) == column]
        if all(word in _words(one) for one in asked):
            left.append((all_of([one.sql for one in tests if one not in asked]), value))
    return left


def _column_of(test: Operand) -> str:
    """Return SQL of the column that a test asks for one word or one of several, or an empty text."""
    columns = set()
    for one in test.either or (test,):
        sides = one.sides
        if sides is None or sides.sign != "=" or sides.left.column is None or sides.left.type.sort is not Sort.TEXT:
            return ""
        if not isinstance(sides.right.constant, str):
            return ""
        columns.add(sides.left.sql)
    return columns.pop() if len(columns) == 1 else ""


def _words(test: Operand) -> tuple[str, ...]:
    """Return SQL of the words that meet a test of one column."""
    return tuple(one.sides.right.sql for one in (test.either or (test,)) if one.sides is not None)
