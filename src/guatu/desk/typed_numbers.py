"""What a person types into a cell of a form: a number, with or without its unit, or a sentence that says what to do."""

from decimal import ROUND_HALF_UP, Decimal

from guatu.desk.filing_forms import FormCell
from guatu.domain import InvalidValue, UnitMismatch
from guatu.intake import stored_number

# What a site keeps of a figure: 18 digits before the point and 6 behind it; of a growth 6 and 8.
_VALUE, _GROWTH = Decimal("0.000001"), Decimal("0.00000001")
_MOST_VALUE, _MOST_GROWTH = Decimal(10) ** 18, Decimal(10) ** 6


def typed_number(text: str, cell: FormCell, *, growth: bool) -> tuple[Decimal | None, str]:
    """Return the number a person typed and an empty text, or None and a sentence that says what to do.

    A growth is typed in per cent and kept as a fraction, and so is a value of an indicator counted in %. A unit typed
    behind the number is converted; blank and — are no number and no mistake. Beyond six decimals is rounded.

    >>> typed_number("3.2亿", cell_in_wan_yuan, growth=False)
    (Decimal('32000.000000'), '')
    """
    try:
        number = stored_number(text, "%" if growth else cell.unit, growth=growth)
    except UnitMismatch:
        return None, f"“{text.strip()}”的单位不能换算成“{'%' if growth else cell.unit}”，请只填数字。"
    except InvalidValue as error:
        return None, f"{error}；{_way_out(cell, growth=growth)}"
    if number is None:
        return None, ""
    if abs(number) >= (_MOST_GROWTH if growth else _MOST_VALUE):
        return None, f"“{text.strip()}”大得不像一个数；{_way_out(cell, growth=growth)}"
    return number.quantize(_GROWTH if growth else _VALUE, ROUND_HALF_UP), ""


def _way_out(cell: FormCell, *, growth: bool) -> str:
    unit = "%" if growth else cell.unit
    example = "增长 5.2% 填 5.2，下降填负数" if growth else f"以{unit}为单位，如 12.5"
    return f"请只填数字（{example}），没有数请留空。"
