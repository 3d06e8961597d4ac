"""Alerts (预警) in words: their levels, their names, and the values a rule was met on as a sentence says them."""

import re

from guatu.ledgers import ALERTS
from guatu.report.reading import Reading, in_order
from guatu.report.standing import Cells

ALERT_WORDS = {"red": "红色预警", "yellow": "黄色预警", "notice": "提示"}
_ALERT_ORDER = tuple(ALERT_WORDS)
_VALUE = re.compile(r"(?P<label>[^=]+?)\s*=\s*(?P<sign>-?)(?P<value>.+)")
# What a positive and a negative value of a ledger column mean; {} is the value without its sign.
_SAID = {
    "超序时": ("超前{}", "落后{}"),
    "增速差距": ("高于目标{}", "低于目标{}"),
    "与上级差距": ("高于上级{}", "低于上级{}"),
    "上期与上级差距": ("上期高于上级{}", "上期低于上级{}"),
    "连续回落期数": ("连续回落{}期", "连续回落{}期"),
}
# How a target is compared decides nothing by itself; that nothing was reported is the rule's own name.
_UNSAID = frozenset({"比较办法", "已报"})


def alerts_in_order(reading: Reading) -> list[Cells]:
    """Return the alerts, red first, then by indicator and place."""
    rows = [cells for _, _, cells in in_order(reading, reading.rows(ALERTS.name))]
    return sorted(rows, key=lambda one: _ALERT_ORDER.index(str(one["level"])) if one["level"] in ALERT_WORDS else 3)


def alert_name(reading: Reading, key: object) -> str:
    """Return an alert's name; its number where no pack names it."""
    names = reading.alert_names
    return names.get(str(key)) or names.get(str(key).rpartition(":")[2]) or str(key)


def alert_reason(cells: Cells) -> str:
    """Return the values that met a rule: `落后9.5个百分点`, `连续回落5期`; values without a phrase as they stand.

    >>> alert_reason({"because": "比较办法=按完成率，超序时=-9.5个百分点"})
    '落后9.5个百分点'
    >>> alert_reason({"because": "分项差额=-3.2941，累计完成=92.8957"})
    '分项差额-3.2941，累计完成92.8957'
    """
    said = [_said(part.strip()) for part in str(cells.get("because") or "").split("，")]
    return "，".join(one for one in said if one)


def _said(part: str) -> str:
    found = _VALUE.fullmatch(part)
    if found is None:
        return part
    label, sign, value = found["label"], found["sign"], found["value"]
    if label in _UNSAID:
        return ""
    return _SAID[label][bool(sign)].format(value) if label in _SAID else f"{label}{sign}{value}"
