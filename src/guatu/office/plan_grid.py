"""Tables of a plan as lines of its text: a row is a line, a tab stands between cells, a merged cell is said once."""

import re
from collections.abc import Iterator, Mapping, Sequence

_BREAKS = re.compile(r"\s*[\t\n\r\f\v]\s*")
_CHINESE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f“”‘’…—"
_BREAKS_IN_CHINESE = re.compile(rf"(?<=[{_CHINESE}])\s*[\n\r]\s*|\s*[\n\r]\s*(?=[{_CHINESE}])")

# Where a cell begins, counted in columns of the grid from zero, and what stands in it.
Row = Mapping[int, str]


def grid_lines(rows: Sequence[Row]) -> Iterator[str]:
    """Yield the rows of a table as lines; cells of one column stand behind the same number of tabs in every row.

    >>> list(grid_lines([{0: "任务", 2: "牵头单位"}, {0: "修路", 2: "交通局"}]))
    ['任务\\t牵头单位', '修路\\t交通局']
    """
    columns = sorted({column for row in rows for column in row})
    for row in rows:
        line = "\t".join(_BREAKS.sub(" ", row.get(column, "").strip()) for column in columns).rstrip()
        if line:
            yield line


def joined_lines(text: str) -> str:
    """Return a text that a narrow column broke into lines in one line: no space beside Chinese, one elsewhere.

    >>> joined_lines("建设标准\\n厂房 3 万平方米")
    '建设标准厂房 3 万平方米'
    """
    return re.sub(r"\s*[\n\r]\s*", " ", _BREAKS_IN_CHINESE.sub("", text)).strip()
