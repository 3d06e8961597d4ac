"""Which fact table a sheet holds by what it is called (表名)."""

import re
from collections.abc import Sequence

from guatu.intake.amounts import plain_text
from guatu.intake.sheet import Sheet
from guatu.intake.words import TABLE_WORDS
from guatu.query import TableSchema

_NAMELESS = re.compile(r"(?:sheet|工作表|表)?\d*")
# Behind an office's own word for a register: 展会情况表, 奖补申报汇总表（工信）.
_ENDING = r"(?:申报|情况|明细|汇总|登记|记录)*(?:表|名单|名册|台账|清单)?(?:[-_(\d].*)?"
_BEFORE = r"(?:.{0,8}\d{4}年度?.{0,8})?"


def named_table(sheet: Sheet, tables: Sequence[TableSchema]) -> TableSchema | None:
    """Return the table that the name of the sheet says it holds; of a sheet without a name of its own, the file's."""
    stem = re.sub(r"\.\w+$", "", sheet.file.replace("\\", "/").rsplit("/", 1)[-1])
    nameless = _NAMELESS.fullmatch(plain_text(sheet.name).lower()) is not None
    names = (plain_text(sheet.name), *((plain_text(stem),) if nameless else ()))
    by_length = sorted(tables, key=lambda one: -len(one.label))
    return next((schema for name in names for schema in by_length if _is_named(name, schema)), None)


def _is_named(name: str, schema: TableSchema) -> bool:
    if schema.name in name.lower() and re.fullmatch(rf"{schema.name}(?:[^a-z].*)?", name, re.IGNORECASE):
        return True
    label = schema.label
    if label in name and re.fullmatch(rf"{label}表?(?:[-_(\d].*)?|\d{{4}}年度?.{{0,8}}{label}表?", name):
        return True
    words = (word for word in TABLE_WORDS.get(schema.name, ()) if word in name)
    return any(re.fullmatch(f"{_BEFORE}{word}{_ENDING}", name) for word in words)
