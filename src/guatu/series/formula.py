"""How a formula is stated: its Chinese name, text, unit, gaps and source stand on the function that computes it.

The page of formulas and the annex of the bulletin print these statements: one text, beside the SQL it describes.
"""

import inspect
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

STATISTICS = "统计上通行做法"
CUSTOM = "工作惯例，国家没有统一公式"
BULLETINS = "统计公报、统计年鉴通行做法"

RATIO = "比率，印作 %"
POINTS = "百分点（数据中为小数，0.047 即 4.7 个百分点）"
LEVEL = "指标的计量单位"

# Rates are compared with thresholds. In binary 100 * 1.1 is 110.00000000000001 and 115 / 100 - 1 is 0.1499999999999999:
# twelve decimals are far beyond print and take the noise away.
RATE_DECIMALS = 12
# A level is never printed with more decimals of its unit than these.
LEVEL_DECIMALS = 6

_PLAIN = re.compile(r'[^\W\d]\w*(\.[^\W\d]\w*)?|"[^"]+"|\d+(\.\d+)?')
Stated = TypeVar("Stated", bound=Callable[..., object])


@dataclass(frozen=True, slots=True)
class Formula:
    """One formula (公式) as it is printed.

    `inputs` are the words of `text` in the order of the function's parameters; a formula over rows has none.
    """

    name: str
    label: str
    text: str
    inputs: tuple[str, ...]
    unit: str
    gaps: str
    source: str


_STATED: dict[str, Formula] = {}


def stated(
    label: str, text: str, inputs: tuple[str, ...], *, unit: str, gaps: str, source: str = STATISTICS
) -> Callable[[Stated], Stated]:
    """State the formula of a function that returns SQL or a step, and add the statement to its docstring."""

    def state(function: Stated) -> Stated:
        formula = Formula(function.__name__, label, text, inputs, unit, gaps, source)
        _STATED[formula.name] = formula
        lines = (f"公式: {label} = {text}", f"单位: {unit}", f"空缺: {gaps}", f"出处: {source}")
        function.__doc__ = inspect.cleandoc(function.__doc__ or "") + "\n\n" + "\n".join(lines)
        return function

    return state


def stated_formulas() -> tuple[Formula, ...]:
    """Return every formula stated so far, in the order of the functions."""
    return tuple(_STATED.values())


def term(expression: str) -> str:
    """Return an expression that can stand beside any operator: in parentheses unless it is a name or a number.

    >>> term("actual"), term("actual - base")
    ('actual', '(actual - base)')
    """
    return expression if _PLAIN.fullmatch(expression) else f"({expression})"


def finite(expression: str) -> str:
    """Return the expression, NULL where it is infinite or not a number, so that a slip never prints as a figure.

    >>> finite("a * b")
    'CASE WHEN isfinite(a * b) THEN a * b END'
    """
    return f"CASE WHEN isfinite({expression}) THEN {expression} END"


def quotient(over: str, under: str, *, when: str) -> str:
    """Return over / under where the condition holds and the quotient is finite, else NULL.

    DuckDB makes x / 0 infinite and 0 / 0 not a number; both must be gaps.
    """
    divided = f"{term(over)} / {term(under)}"
    return f"CASE WHEN {when} AND isfinite({divided}) THEN {divided} END"


def rate(over: str, under: str, *, when: str = "", less: str = "") -> str:
    """Return a quotient (less a constant) as a settled rate; without a condition the divisor must be above zero.

    >>> rate("actual", "target")
    'CASE WHEN target > 0 AND isfinite(actual / target) THEN round(actual / target, 12) END'
    """
    divided = f"{term(over)} / {term(under)}"
    return f"CASE WHEN {when or f'{term(under)} > 0'} AND isfinite({divided}) THEN {settled(divided + less)} END"


def settled(expression: str, decimals: int = RATE_DECIMALS) -> str:
    """Return a figure freed of binary noise, so that 110 of a target of 100 × 1.1 is done and not a hair behind."""
    return f"round({expression}, {decimals})"
