"""Makes the sample (样例): the fictional prefecture's files in a folder, with a page that lists what is wrong in them.

The command that calls this is elsewhere; what the files hold is decided by `sample`.
"""

import json
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from guatu.domain import InvalidValue
from guatu.sample import DEFECT_KINDS, EVALUATION_KINDS, Defect, Sample, make_evaluation, make_prefecture

README_FILE, MARK_FILE = "说明.md", ".guatu-sample.json"
_PREFECTURE = (
    "一省、一州、十个县市、六个园区，40 个指标，2022 年 1 月至 2024 年 12 月共 36 个月，800 户企业。",
    "配套政策包是 `example`。县市之和等于全州；园区与县市重叠，不与县市相加。",
)
_EVALUATION = (
    "十三个园区和七百多户企业 2023、2024 两年的评价填报；六个园区和全部企业与不带 --evaluation 时同一种子的相同。",
    "配套政策包是 `example-evaluation`，它用园区综合评价、土地节约集约和亩均评价的自带政策包。",
)


@dataclass(frozen=True)
class SampleReport:
    """What was written: the files in the order of the page, and the defects planted in them."""

    folder: Path
    files: tuple[Path, ...]
    defects: tuple[Defect, ...]


def make_sample(folder: Path, seed: int, *, evaluation: bool = False) -> SampleReport:
    """Write the fictional prefecture of a seed into a folder that is new, empty or holds an earlier sample.

    With `evaluation`, the registers of the evaluation of parks and firms (园区评价、亩均评价) instead of its months.

    Everything is written beside the folder and then put in its place, so that nothing half-written is left. Any other
    folder raises InvalidValue and stays as it is.
    """
    target = folder.absolute()
    _refuse_foreign(target)
    sample = make_evaluation(seed) if evaluation else make_prefecture(seed)
    contents = {sheet.name: sheet.to_bytes() for sheet in sample.sheets}
    contents[README_FILE] = sample_page(sample, _EVALUATION if evaluation else _PREFECTURE).encode()
    contents[MARK_FILE] = _mark(seed, tuple(contents))
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        for name, content in contents.items():
            (aside / name).write_bytes(content)
        aside.chmod(0o755)
        _put_in_place(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    files = tuple(target / name for name in contents if name != MARK_FILE)
    return SampleReport(folder, files, sample.defects)


def sample_page(sample: Sample, about: tuple[str, ...] = _PREFECTURE) -> str:
    """Return the page 说明.md: what the files are and every planted defect with its place."""
    kinds = {**DEFECT_KINDS, **EVALUATION_KINDS}
    lines = [
        "# 示例州（虚构）数据说明",
        "",
        f"由 guatu 按种子 {sample.seed} 生成，只供演示和测试。",
        "省、州、县市、园区、单位、企业、项目和全部数字都是**虚构**的。",
        "",
        *about,
        "",
        "## 文件",
        "",
        "| 文件 | 行数 | 编码 |",
        "|---|---:|---|",
        *(f"| {sheet.name} | {len(sheet.rows)} | {sheet.encoding} |" for sheet in sample.sheets),
        "",
        "## 有意留下的毛病",
        "",
        "真实的报表常有下面这些毛病。读数时应当逐条指出来，其余的数照常使用。",
        "",
        "| 毛病 | 文件 | 位置 | 说明 |",
        "|---|---|---|---|",
        *(f"| {kinds[one.kind]} | {one.file} | {one.where} | {one.sentence} |" for one in sample.defects),
        "",
    ]
    return "\n".join(lines)


def _mark(seed: int, names: tuple[str, ...]) -> bytes:
    """Return the mark by which a later run knows the folder as its own, with the names it wrote."""
    return (json.dumps({"guatu": "sample", "seed": seed, "files": names}, ensure_ascii=False) + "\n").encode()


def _refuse_foreign(folder: Path) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise InvalidValue(f"“{folder.name}”是一个文件，不是文件夹；请换一个文件夹名。")
    present = {path.name for path in folder.iterdir()}
    strange = present - _written_before(folder)
    if strange:
        first = min(strange)
        raise InvalidValue(
            f"文件夹“{folder.name}”里已有别的东西（如“{first}”），不会覆盖；请换一个新文件夹，或先把它们移走。"
        )


def _written_before(folder: Path) -> set[str]:
    """Return the names an earlier sample wrote there; none where there is no mark that can be read."""
    try:
        mark = json.loads((folder / MARK_FILE).read_text(encoding="utf-8"))
        return {*mark["files"], MARK_FILE} if mark["guatu"] == "sample" else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _put_in_place(aside: Path, target: Path) -> None:
    """Swap the finished folder in; the earlier sample is moved away first and comes back if the swap fails."""
    if not target.exists():
        os.replace(aside, target)
        return
    earlier = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent)) / "earlier"
    try:
        os.replace(target, earlier)
        try:
            os.replace(aside, target)
        except OSError:
            os.replace(earlier, target)
            raise
    finally:
        shutil.rmtree(earlier.parent, ignore_errors=True)
