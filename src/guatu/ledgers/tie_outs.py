"""勾稽核对: the ledgers must agree with each other, and the counties with the prefecture; a row says where not.

Statistics are compared to a hundredth of their unit, points to a ten-thousandth of a point; sums over places may be
off by the rounding of their members. A comparison with a missing number is no comparison.
"""

from dataclasses import dataclass

from guatu.query import Step, literal

_CENT = "0.005"
_POINT = "0.0000005"


@dataclass(frozen=True)
class _Check:
    """Two numbers that should be one: where they stand, what they are, from which rows."""

    name: str
    left: tuple[str, str]
    right: tuple[str, str]
    rows: str
    tolerance: str = _CENT
    target: str = "target"


_TOGETHER = "JOIN {} AS r ON l.target = r.target AND l.place = r.place"
_CHILDREN = """
    (SELECT p.parent AS place, b.indicator, {key} AS target, count(*) AS members,
        sum(b.{column} ORDER BY b.place) AS total
     FROM {table} AS b JOIN plan_places AS p ON b.place = p.place
     WHERE p.level <> 'park' AND b.{column} IS NOT NULL {where} GROUP BY ALL) AS r
    ON l.place = r.place AND l.indicator = r.indicator
"""

CHECKS = (
    _Check(
        "全年目标一致",
        ("目标任务账", "l.level"),
        ("时序账", "r.level"),
        "target_ledger AS l " + _TOGETHER.format("schedule_ledger"),
    ),
    _Check(
        "累计完成一致",
        ("时序账", "l.actual"),
        ("差距账", "r.actual"),
        "schedule_ledger AS l " + _TOGETHER.format("gap_ledger"),
    ),
    _Check(
        "需要增量等于目标减上年",
        ("任务支撑账", "l.required"),
        ("目标任务账", "r.level - CASE WHEN r.measure = 'increment' AND r.method = 'progress' THEN 0 ELSE r.base END"),
        "support_ledger AS l " + _TOGETHER.format("target_ledger"),
    ),
    _Check(
        "支撑合计等于各类之和",
        ("任务支撑账", "l.listed"),
        ("任务支撑账", "coalesce(l.certain, 0) + coalesce(l.likely, 0) + coalesce(l.possible, 0)"),
        "support_ledger AS l",
    ),
    _Check(
        "差距等于需月均乘剩余月数",
        ("差距账", "l.gap"),
        ("差距账", "l.required_monthly * l.months_left"),
        "gap_ledger AS l WHERE l.months_left > 0",
    ),
    _Check(
        "各动能拉动之和等于分项合计增速",
        ("增能账", "l.growth"),
        ("增能账", "coalesce(l.new_pull, 0) + coalesce(l.traditional_pull, 0) + coalesce(l.other_pull, 0)"),
        "driver_ledger AS l",
        tolerance=_POINT,
        target="NULL",
    ),
    _Check(
        "企业进退增降拉动之和等于企业合计增速",
        ("增能账", "l.firm_growth"),
        ("增能账", "l.entered_pull + l.grown_pull + l.shrunk_pull + l.exited_pull"),
        "driver_ledger AS l",
        tolerance=_POINT,
        target="NULL",
    ),
    _Check(
        "总数等于分项之和",
        ("增能账", "l.actual"),
        ("增能账", "l.actual - l.parts_difference"),
        "driver_ledger AS l",
        tolerance=f"{_CENT} * l.parts",
        target="NULL",
    ),
    _Check(
        "下级完成数之和等于本级完成数",
        ("时序账", "l.actual"),
        ("下级合计", "r.total"),
        "(SELECT DISTINCT b.target, b.place, b.indicator, b.actual FROM book AS b"
        " JOIN plan_places AS p ON b.place = p.place WHERE b.kind <> 'rate' AND p.inside) AS l JOIN"
        + _CHILDREN.format(table="figures", column="actual", key="NULL", where="")
        + " JOIN child_counts AS c ON c.place = l.place WHERE r.members = c.children",
        tolerance=f"{_CENT} * r.members",
        target="l.target",
    ),
    _Check(
        "下级目标之和等于本级目标",
        ("目标任务账", "l.level"),
        ("下级合计", "r.total"),
        "book AS l JOIN"
        + _CHILDREN.format(
            table="book",
            column="level",
            key="NULL",
            where="AND b.kind <> 'rate' AND b.conflicts = 0 AND b.method <> 'none'",
        )
        + " JOIN child_counts AS c ON c.place = l.place WHERE r.members = c.children AND l.method <> 'none'"
        " AND l.conflicts = 0",
        tolerance=f"{_CENT} * r.members",
        target="l.target",
    ),
)


def tie_out_steps() -> tuple[Step, ...]:
    """Return the steps of the tie-outs: only the rows that differ."""
    return (
        Step(
            "child_counts",
            "SELECT parent AS place, count(*) AS children FROM plan_places"
            " WHERE parent IS NOT NULL AND level <> 'park' GROUP BY parent",
            ("plan_places",),
            "每个地区有几个下级，缺一个就不核对合计",
        ),
        Step(
            "tie_outs",
            "\nUNION ALL BY NAME\n".join(_check_sql(check) for check in CHECKS),
            (
                "target_ledger",
                "support_ledger",
                "schedule_ledger",
                "gap_ledger",
                "driver_ledger",
                "book",
                "figures",
                "plan_places",
                "child_counts",
            ),
            "勾稽核对：只列不相等的行",
        ),
    )


def _check_sql(check: _Check) -> str:
    target = {"target": "l.target", "NULL": "NULL::VARCHAR"}.get(check.target, check.target)
    return f"""
        SELECT {literal(check.name)} AS "check", * , left_value - right_value AS difference FROM (
            SELECT {target} AS target, l.place, l.indicator, {literal(check.left[0])} AS left_ledger,
                {check.left[1]} AS left_value, {literal(check.right[0])} AS right_ledger,
                {check.right[1]} AS right_value, {check.tolerance} AS tolerance
            FROM {check.rows}
        ) WHERE abs(left_value - right_value) > tolerance + 1e-9"""


__all__ = ["CHECKS", "tie_out_steps"]
