"""The pages that are made from the code. `python -m tests.generated_docs` writes them; a test fails where they differ.

Pages for the people who write packs and figures are in Chinese. What is written by hand is in docs/ beside this folder.
"""

import importlib
import inspect
import json
import pkgutil
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import click
from tests.notebook import filled_in

import guatu
from guatu import allocation, desk, intake, ledgers, office, pack, query, reader, rules, scoring
from guatu.cli.main import VERBS
from guatu.cli.main import guatu as group
from guatu.domain import FindingCode
from guatu.ledgers import MONTH_TABLES
from guatu.pack import KeyPage, json_schema, pack_keys
from guatu.pack.keys import LIST_FILES, MANIFEST_FILE, PLAIN_KEYS
from guatu.query import FACT_TABLES, FILINGS, Column, Measure, TableSchema
from guatu.rules import FUNCTIONS, Function
from guatu.series import FORMULAS

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
CODES_GIVEN = ROOT / "tests" / "docs" / "codes_given.txt"
GOOD_PACK = ROOT / "tests" / "pack" / "packs" / "good"
NOTEBOOK = ROOT / "docs" / "notebook.md"
_MADE = "<!-- 由程序生成：make docs。请改代码里的说明，不要改这一页。 -->\n"

# Each floor that finds mistakes, in the order a user meets them: its Chinese name and its codes.
FLOORS: tuple[tuple[str, str, tuple[FindingCode, ...]], ...] = (
    ("pack", "政策包", pack.FINDING_CODES),
    ("rules", "表达式", tuple(code for code in rules.FINDING_CODES if code.code.startswith("E"))),
    ("rules", "条款的规则", tuple(code for code in rules.FINDING_CODES if code.code.startswith("R"))),
    ("reader", "读方案", reader.FINDING_CODES),
    ("office", "打开文件", office.FINDING_CODES),
    ("intake", "读数据", intake.FINDING_CODES),
    ("query", "从程序传入的表", query.FINDING_CODES),
    ("ledgers", "台账", ledgers.FINDING_CODES),
    ("scoring", "评价打分", scoring.FINDING_CODES),
    ("allocation", "分解、预测、匹配、测算", allocation.FINDING_CODES),
    ("desk", "运行", desk.FINDING_CODES),
)


def commands_page() -> str:
    """Return the page of commands with their arguments and options."""
    parts = [
        "# 命令",
        _MADE,
        "命令装在 `.venv/bin/guatu`。结束代码：0 没有错误；1 有“错误”一级的问题（能写的文件仍已写出）；"
        "2 命令写错，或文件、文件夹不能用（什么都没有写）。问题印在标准错误上，其余印在标准输出上。\n",
        _table(("命令", "做什么"), ((f"[`guatu {verb}`](#guatu-{verb})", line) for verb, (_, line) in VERBS.items())),
    ]
    context = click.Context(group, info_name="guatu")
    for verb in VERBS:
        command = group.get_command(context, verb)
        assert command is not None
        parts.append(_command_part(verb, command, context))
    return "\n".join(parts)


def _command_part(verb: str, command: click.Command, parent: click.Context) -> str:
    context = click.Context(command, info_name=verb, parent=parent)
    usage = " ".join((context.command_path, *command.collect_usage_pieces(context)))
    rows = [_option_row(param, context) for param in command.params]
    listed = _table(("写法", "必需", "默认", "说明"), rows) if rows else "没有选项。\n"
    return f"## guatu {verb}\n\n{_own_words(command.help)}\n\n```text\n{usage}\n```\n\n{listed}"


def _own_words(text: str | None) -> str:
    return "\n".join(line.strip() for line in (text or "").splitlines()).strip()


def _option_row(param: click.Parameter, context: click.Context) -> tuple[str, ...]:
    if isinstance(param, click.Argument):
        words = f"`{param.make_metavar(context)}`"
    else:
        value = "" if isinstance(param, click.Option) and param.is_flag else f" {param.make_metavar(context)}"
        words = "、".join(f"`{name}{value}`" for name in (*param.opts, *param.secondary_opts))
    default = param.get_default(context, call=False)
    shown = (
        ("否", "是")[default] if isinstance(default, bool) else str(default) if isinstance(default, str | int) else ""
    )
    return words, "是" if param.required else "", shown, getattr(param, "help", None) or ""


def pack_keys_page() -> str:
    """Return the page of every key of every pack file, what several files use at the end, each with an example."""
    words = {MANIFEST_FILE: "政策包", **{file: word for file, _, _, word in LIST_FILES}}
    files: dict[str, dict[str, list[KeyPage]]] = {}
    for key in pack_keys():
        files.setdefault(key.file, {}).setdefault(key.noun, []).append(key)
    used = Counter(noun for nouns in files.values() for noun in nouns)
    shared = {noun: keys for nouns in files.values() for noun, keys in nouns.items() if used[noun] > 1}
    headings = {file: f"{file} {words[file]}（`{next(iter(nouns))}`）" for file, nouns in files.items()}
    parts = [
        "# 政策包的键",
        _MADE,
        "一个政策包是一个文件夹，里面是这些 YAML 文件；除 `pack.yaml` 外都可以不写。除 `pack.yaml` 外，"
        "每个文件是一个列表，一项以“- ”开头；"
        "列表长的，可以分成几个文件放进同名的文件夹，如 `rewards/` 里的各个 `.yaml`。"
        "值一律按原样的文字读取：`15.10` 不会变成 15.1，`no` 不会变成“否”。"
        "算式里有逗号、又写在花括号或方括号里的，请给整个算式加引号。"
        "编辑器用的 JSON Schema 是 [pack.schema.json](pack.schema.json)。\n",
        _table(("文件", "写什么"), ((f"[`{file}`](#{_anchor(headings[file])})", words[file]) for file in files)),
    ]
    for file, nouns in files.items():
        parts.append(f"## {headings[file]}\n")
        for index, (noun, keys) in enumerate((noun, keys) for noun, keys in nouns.items() if noun not in shared):
            parts.extend(() if index == 0 else (f"### {_noun_heading(noun)}\n",))
            parts.append(_keys_table(keys))
            parts.extend(_example(file) if index == 0 else ())
    parts.append("## 几个文件都用的写法\n")
    for noun, keys in shared.items():
        parts.extend((f"### {_noun_heading(noun)}\n", *_short_form(noun), _keys_table(keys)))
    return "\n".join(parts)


def _keys_table(keys: Iterable[KeyPage]) -> str:
    rows = ((f"`{key.key}`", "是" if key.required else "", _what_to_write(key), key.meaning) for key in keys)
    return _table(("键", "必需", "写什么", "意思"), rows)


def _what_to_write(key: KeyPage) -> str:
    """The type in words; instead of the keys of the noun inside, a link to them."""
    if not key.inside:
        return key.type_words
    link = f"[{_noun_word(key.inside)}](#{_anchor(_noun_heading(key.inside))})"
    return re.sub("一组键（[^）]*）", link, key.type_words)


def _noun_word(noun: str) -> str:
    """The Chinese word of a noun, as its docstring gives it."""
    match = re.search(r"\(([\u4e00-\u9fff/]+)\)", inspect.getdoc(getattr(pack, noun)) or "")
    assert match is not None, f"the docstring of {noun} gives no Chinese word"
    return match[1]


def _noun_heading(noun: str) -> str:
    return f"{_noun_word(noun)} `{noun}`"


def _short_form(noun: str) -> tuple[str, ...]:
    """What a bare text stands for."""
    plain = next((key for one, key in PLAIN_KEYS.items() if one.__name__ == noun), None)
    if plain is None:
        return ()
    return (f"只写一段文字，就是只写 `{plain}`；只有一项时不必写成列表。\n",)


def _example(file: str) -> tuple[str, ...]:
    """The first entry of the file in the pack that is loaded under test, and of the first file of its folder."""
    paths = [GOOD_PACK / file, *sorted((GOOD_PACK / file).with_suffix("").glob("*.yaml"))]
    texts = [path.read_text(encoding="utf-8") for path in paths if path.exists()]
    entries = [text if file == MANIFEST_FILE else re.split(r"\n(?=- |\n)", text)[0] for text in texts]
    return ("例如：\n\n```yaml\n" + "\n".join(entry.rstrip() for entry in entries) + "\n```\n",) if entries else ()


def _anchor(heading: str) -> str:
    """The anchor that code forges make of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def findings_page() -> str:
    """Return the page of every finding code: what it is, why, an example, what to do instead."""
    parts = [
        "# 问题编号",
        _MADE,
        "编号一旦用过就不再改作别用。级别有三：**错误**，依赖它的内容没有算；**提醒**，请看一眼；**说明**，只是告知。"
        "同一编号有时会按情况升降一级。\n",
    ]
    for floor, title, codes in FLOORS:
        parts.append(f"## {title}（{floor}）\n")
        rows = ((f"[{code.code}](#{code.code.lower()})", code.title, code.severity.word) for code in codes)
        parts.append(_table(("编号", "问题", "级别"), rows))
        parts.extend(_code_part(code) for code in codes)
    return "\n".join(parts)


def _code_part(code: FindingCode) -> str:
    return (
        f"### {code.code}\n\n**{_plain(code.title)}**（{code.severity.word}）\n\n{_plain(code.why)}\n\n"
        f"例如：\n\n```text\n{code.example}\n```\n\n办法：\n\n```text\n{code.instead}\n```\n"
    )


def functions_page() -> str:
    """Return the page of the functions an expression may call."""
    return "\n".join(
        (
            "# 表达式的函数",
            _MADE,
            "预警、亮灯、数据校验和奖补等规则的条件里可以用这些函数，中文名、英文名都行；表里没有的不能用。有一项缺数，结果就缺，"
            "除非“作用”里另有说明。数后面可以写单位：`500万元`、`15%`、`2‰`、`3个百分点`、`40天`。\n",
            _table(
                ("函数", "英文名", "写法", "每项写什么", "作用", "例"),
                (_function_row(function) for function in FUNCTIONS),
            ),
        )
    )


def _function_row(function: Function) -> tuple[str, ...]:
    takes = "，".join(one.value for one in function.takes) + ("，可再写" if function.repeats else "")
    words, signature, example = "、".join(function.words), f"`{function.signature}`", f"`{function.example}`"
    return words, f"`{function.name}`", signature, takes, function.meaning, example


def formulas_page() -> str:
    """Return the page of the formulas by which figures are computed."""
    rows = ((one.label, one.text, one.unit, one.gaps, one.source, f"`{one.name}`") for one in FORMULAS)
    return "\n".join(
        (
            "# 计算公式",
            _MADE,
            "各账的数按这些公式算，缺数按“何时空缺”处理，从不当作零。“函数”是 `src/guatu/series/` 里的函数名。\n",
            _table(("名称", "公式", "单位", "何时空缺", "出处", "函数"), rows),
        )
    )


def tables_page() -> str:
    """Return the page of all fact tables and of all tables of a month."""
    return "\n".join(
        (
            "# 表和列",
            _MADE,
            "列名写中文或英文都行。比率在数据里是小数（15% 是 0.15），百分点也是（3 个百分点是 0.03）。"
            "缺数就空着，不写 0。\n",
            "## 数据（事实表）\n",
            "数据文件夹里放这些表；文件名随意，Parquet 文件除外，要用英文表名。\n",
            *(_schema_part(schema) for schema in FACT_TABLES),
            "## 填报时的表\n",
            "没有文件放这张表：填报时由报来的数和它们的比照数临时组成，"
            "供 `checks.yaml` 里 `on: filings` 的校验使用。\n",
            _schema_part(FILINGS),
            "## 结果（一个月的表）\n",
            "六本账在前。`compute_month(…).results.tables` 里用英文表名取。\n",
            *(_schema_part(schema) for schema in MONTH_TABLES),
        )
    )


def _schema_part(schema: TableSchema) -> str:
    rows = (_column_row(schema, column) for column in schema.columns)
    return f"### {schema.label} `{schema.name}`\n\n" + _table(
        ("列", "中文名", "别名", "必需", "类型", "单位", "意思"), rows
    )


_UNITS: Mapping[Measure, str] = {
    Measure.RATIO: "比率",
    Measure.POINTS: "百分点",
    Measure.INDICATOR: "指标的单位",
    Measure.COUNT: "个数",
}


def _column_row(schema: TableSchema, column: Column) -> tuple[str, ...]:
    choices = "、".join(f"`{key}` {word}" for key, word in column.choices)
    meaning = "；".join(part for part in (column.meaning, choices) if part)
    unit = column.unit or _UNITS.get(column.measure, "")
    name = f"`{column.name}`" + ("（键）" if column.name in schema.key else "")
    return name, column.label, "、".join(column.aliases), "是" if column.required else "", column.type, unit, meaning


def schema_file() -> str:
    """Return the JSON Schema of packs, the same text that `guatu schema` prints."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n"


def given_codes() -> dict[str, str]:
    """Return the name of the constant of every code in the source, whether or not its floor hands it on."""
    names = {}
    for module in pkgutil.walk_packages(guatu.__path__, "guatu."):
        # The console gives out no codes; its models cannot be imported without a site.
        if not module.name.endswith("__main__") and not module.name.startswith("guatu.console."):
            values = vars(importlib.import_module(module.name))
            names.update({value.code: name for name, value in values.items() if isinstance(value, FindingCode)})
    return names


def register_of_codes() -> dict[str, str]:
    """Return every code that was ever given out, with the name of its constant."""
    return dict(line.split() for line in CODES_GIVEN.read_text(encoding="utf-8").splitlines())


def codes_file() -> str:
    """Return the register with the codes of today: new ones are added, none is ever taken out or given again."""
    return "".join(f"{code} {name}\n" for code, name in sorted({**given_codes(), **register_of_codes()}.items()))


def notebook_page() -> str:
    """Return the notebook with each printed result as the code prints it now."""
    return filled_in(NOTEBOOK.read_text(encoding="utf-8"))


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join("| " + " | ".join(map(_cell, line)) + " |\n" for line in lines)


def _cell(text: str) -> str:
    return _plain(text).replace("|", "\\|").replace("\n", " ")


def _plain(text: str) -> str:
    """Keep what Markdown would take for markup, outside code."""
    pieces = re.split(r"(`[^`]*`)", text)
    return "".join(one if one.startswith("`") else re.sub(r"([*_<])", r"\\\1", one) for one in pieces)


PAGES: Mapping[Path, Callable[[], str]] = {
    REFERENCE / "commands.md": commands_page,
    REFERENCE / "pack-keys.md": pack_keys_page,
    REFERENCE / "findings.md": findings_page,
    REFERENCE / "functions.md": functions_page,
    REFERENCE / "formulas.md": formulas_page,
    REFERENCE / "tables.md": tables_page,
    REFERENCE / "pack.schema.json": schema_file,
    CODES_GIVEN: codes_file,
    NOTEBOOK: notebook_page,
}


def main() -> None:
    """Write every page that differs."""
    for path, make in PAGES.items():
        text = make()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.relative_to(ROOT)}")  # noqa: T201 — a script for maintainers


if __name__ == "__main__":
    main()
