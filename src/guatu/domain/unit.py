"""Units of account (计量单位): what a number counts in, and how two of them convert.

Factors are exact decimals. 亩 is a base of its own: 1 亩 is 2000/3 m², which no finite decimal equals.
A percentage is a fraction in data (15% is 0.15); a difference of two rates is in 个百分点 (points).
"""

from dataclasses import dataclass
from decimal import Decimal

from guatu.domain.errors import InvalidValue, UnitMismatch
from guatu.domain.finding import nearest


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit with its dimension and its factor to the dimension's base unit."""

    name: str
    dimension: str
    factor: Decimal

    def __str__(self) -> str:
        return self.name


def _units() -> dict[str, Unit]:
    table: tuple[tuple[str, dict[str, str]], ...] = (
        (
            "money",
            {
                "元": "1",
                "千元": "1000",
                "万元": "1E4",
                "百万元": "1E6",
                "千万元": "1E7",
                "亿元": "1E8",
                "十亿元": "1E9",
                "万亿元": "1E12",
            },
        ),
        ("dollars", {"美元": "1", "万美元": "1E4", "亿美元": "1E8", "十亿美元": "1E9"}),
        ("firms", {"户": "1", "家": "1", "万户": "1E4", "万家": "1E4"}),
        (
            "count",
            {
                "个": "1",
                "项": "1",
                "件": "1",
                "次": "1",
                "条": "1",
                "台": "1",
                "辆": "1",
                "万个": "1E4",
                "万件": "1E4",
                "万辆": "1E4",
            },
        ),
        ("people", {"人": "1", "名": "1", "万人": "1E4"}),
        ("area_mu", {"亩": "1", "万亩": "1E4"}),
        ("area", {"平方米": "1", "万平方米": "1E4", "公顷": "1E4", "平方公里": "1E6"}),
        ("mass", {"吨": "1", "万吨": "1E4", "千克": "0.001", "公斤": "0.001"}),
        ("coal", {"吨标煤": "1", "吨标准煤": "1", "万吨标煤": "1E4", "万吨标准煤": "1E4"}),
        ("power", {"千瓦时": "1", "万千瓦时": "1E4", "亿千瓦时": "1E8"}),
        ("ratio", {"%": "0.01", "‰": "0.001", "倍": "1", "": "1"}),
        ("points", {"个百分点": "0.01", "百分点": "0.01", "个千分点": "0.001"}),
        ("months", {"年": "12", "个月": "1"}),
        ("days", {"天": "1", "日": "1", "个工作日": "1", "工作日": "1"}),
        ("minutes", {"分钟": "1", "小时": "60", "个小时": "60"}),
        ("rank", {"位": "1", "名次": "1"}),
        ("index", {"点": "1", "上年同月=100": "1", "上年同期=100": "1", "上年=100": "1"}),
        ("money/people", {"元/人": "1", "万元/人": "1E4"}),
        ("money/area_mu", {"元/亩": "1", "万元/亩": "1E4"}),
        ("length", {"公里": "1", "千米": "1"}),
        ("capacity", {"千瓦": "1", "兆瓦": "1000", "万千瓦": "1E4"}),
        ("flow", {"吨/日": "1", "万吨/日": "1E4"}),
        ("money/power", {"元/千瓦时": "1", "元/兆瓦时": "0.001"}),
        ("money/capacity", {"元/千瓦": "1", "万元/兆瓦": "10"}),
        ("capacity/capacity", {"千瓦/千瓦": "1", "兆瓦/兆瓦": "1"}),
        ("coal/money", {"吨标煤/元": "1", "吨标煤/万元": "0.0001", "吨标准煤/万元": "0.0001"}),
    )
    return {
        name: Unit(name, dimension, Decimal(factor)) for dimension, names in table for name, factor in names.items()
    }


UNITS: dict[str, Unit] = _units()


def unit_named(name: str) -> Unit:
    """Return the unit of a name; an unknown name raises InvalidValue with the nearest known one."""
    found = UNITS.get(name.strip().replace("％", "%"))
    if found is None:
        raise InvalidValue(f"没有登记计量单位“{name}”{nearest(name, UNITS)}")
    return found


def conversion(source: Unit, target: Unit) -> Decimal:
    """Return the factor that turns a number of `source` into a number of `target`.

    >>> conversion(unit_named("万元"), unit_named("亿元"))
    Decimal('0.0001')
    """
    if source.dimension != target.dimension:
        raise UnitMismatch(f"“{source}”不能换算成“{target}”")
    return (source.factor / target.factor).normalize()


def data_factor(written: Unit, own: Unit) -> Decimal:
    """Return the factor from a number as written to the number data keep for an indicator of unit `own`.

    Data keep ratios as fractions and everything else in the indicator's own unit.

    >>> data_factor(unit_named("%"), unit_named("%")), data_factor(unit_named("万元"), unit_named("亿元"))
    (Decimal('0.01'), Decimal('0.0001'))
    """
    if written.dimension == own.dimension and own.dimension in ("ratio", "points"):
        return written.factor
    return conversion(written, own)
