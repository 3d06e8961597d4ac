"""How long it takes to compile the conditions of many packs. Run: .venv/bin/python benchmarks/expressions.py."""

import time

from guatu.ledgers import SCHEDULE_LEDGER
from guatu.query import FIRM_PERIODS, Measure, TableSchema
from guatu.rules import compile_expression

COUNT = 500
SENTENCES: tuple[tuple[TableSchema, str], ...] = (
    (SCHEDULE_LEDGER, "完成率 - 序时进度 < -{n}个百分点 and 已报"),
    (SCHEDULE_LEDGER, "同比 < 目标增速 - {n}个百分点 且 亮灯 in ('黄', '红')"),
    (SCHEDULE_LEDGER, "缺(完成率) or 累计完成 < 全年目标 * {n}%"),
    (FIRM_PERIODS, "营业收入 >= {n}000万元 and 利润总额 / 营业收入 >= 5%"),
    (FIRM_PERIODS, "least(营业收入 * 3‰, {n}万元) > 利润总额 * 1.15 or 从业人员 between {n} and 300"),
)


def main() -> None:
    """Print the seconds for 500 expressions and for one."""
    texts = [
        (table, text.format(n=number + 1)) for number in range(COUNT // len(SENTENCES)) for table, text in SENTENCES
    ]
    started = time.perf_counter()
    for table, text in texts:
        expression, findings = compile_expression(text, table, None, expect=Measure.YES_NO)
        assert expression is not None, findings
    seconds = time.perf_counter() - started
    print(
        f"{len(texts)} expressions compiled in {seconds:.2f} s, {seconds / len(texts) * 1000:.2f} ms each (aim: 0.5 s)"
    )


if __name__ == "__main__":
    main()
