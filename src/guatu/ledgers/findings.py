"""The codes of mistakes that only the ledgers can see."""

from guatu.domain import FindingCode, Severity

UNKNOWN_LEDGER = FindingCode(
    "L001",
    "没有这本台账",
    "预警写在台账的列上；台账名写错，预警就永远不会响。",
    "on: schedule_leger",
    "on: schedule_ledger",
)
NO_LIGHT = FindingCode(
    "L002",
    "缺亮灯阈值",
    "完成率、增速、水平三类目标各要有阈值；缺了，这类目标无法判断红黄绿。",
    "lights.yaml 里只有 basis: completion",
    "再写 basis: growth 和 basis: level 各一条",
    Severity.WARNING,
)
NO_TARGETS = FindingCode(
    "L003",
    "本月没有在期目标",
    "政策包和目标表里没有一个目标覆盖这个月份，六本账都会是空的。",
    "用 2019 年的政策包运行 2024-09",
    "换用覆盖该月份的政策包，或在事实文件夹里放 targets.csv",
    Severity.WARNING,
)
UNKNOWN_FACT_TABLE = FindingCode(
    "L004",
    "没有这张事实表",
    "数据校验写在事实表的列上；表名写错，校验就不会执行。",
    "on: observation",
    "on: observations",
)

FINDING_CODES = (UNKNOWN_LEDGER, NO_LIGHT, NO_TARGETS, UNKNOWN_FACT_TABLE)
