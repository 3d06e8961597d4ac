"""Take accounts from a list (导入账号): Excel or CSV with 账号, 姓名, 办公电话; each row with a mistake is told."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from guatu.console.audit.trail import Actor
from guatu.console.people.accounts import create_account
from guatu.console.people.models import User
from guatu.office import read_sheets

# What a column may be headed: a field a line, behind it the names it goes by.
_HEADS = {
    field: tuple(names)
    for field, *names in csv.reader(
        Path(__file__).with_name("account_columns.csv").read_text(encoding="utf-8").splitlines()
    )
}
_SEARCHED_ROWS = 10
_MOST_ROWS = 2000
LIST_TEMPLATE = Path(__file__).with_name("account_list.csv")


@dataclass(frozen=True)
class ListedAccount:
    """What came of one row: its number in the sheet, the account, its one-time password, or what is wrong."""

    row: int
    username: str
    full_name: str
    password: str = ""
    trouble: str = ""


def take_accounts(path: Path, name: str, *, actor: Actor) -> tuple[tuple[ListedAccount, ...], str]:
    """Make an account of each good row; return what came of the rows, and what is wrong with the whole file.

    Handing the same list in twice makes nothing twice: a name that is there already is told, and left as it is.
    """
    sheets, findings = read_sheets(path, name)
    if not sheets:
        return (), findings[0].sentence + findings[0].way_out if findings else _("文件里没有表。")
    sheet = sheets[0]
    found = _find_head(sheet.rows)
    if found is None:
        return (), _("没有找到表头：前十行里要有“账号”和“姓名”两列。请用模板填写后再导入。")
    head, columns = found
    rows = sheet.rows[head + 1 :]
    if len(rows) > _MOST_ROWS:
        return (), _("一次最多导入 %(most)s 个账号，请分几次导入。") % {"most": _MOST_ROWS}
    taken = []
    for number, row in enumerate(rows, start=sheet.first_row + head + 1):
        texts = {field: _text(row[at]) if at < len(row) else "" for field, at in columns.items()}
        if any(texts.values()):
            taken.append(_take_row(number, texts, actor))
    return tuple(taken), "" if taken else _("表头下面没有账号，请填写后再导入。")


def _take_row(number: int, texts: dict[str, str], actor: Actor) -> ListedAccount:
    user = User(**texts)
    said = ListedAccount(number, user.username, user.full_name)
    try:
        user.clean_fields(exclude=("password",))
        password = create_account(user, actor=actor)
    except ValidationError as error:
        return ListedAccount(said.row, said.username, said.full_name, trouble=_sentence(error))
    return ListedAccount(said.row, said.username, said.full_name, password)


def _sentence(error: ValidationError) -> str:
    if not hasattr(error, "error_dict"):
        return "；".join(error.messages)
    labels = {"username": _("账号"), "full_name": _("姓名"), "work_phone": _("办公电话")}
    return "；".join(f"{labels.get(field, field)}：{''.join(told)}" for field, told in error.message_dict.items())


def _find_head(rows: Sequence[Sequence[object]]) -> tuple[int, dict[str, int]] | None:
    for number, row in enumerate(rows[:_SEARCHED_ROWS]):
        texts = [_text(cell).replace("*", "").lower() for cell in row]
        columns = {
            field: texts.index(named)
            for field, names in _HEADS.items()
            if (named := next((one for one in names if one in texts), None)) is not None
        }
        if {"username", "full_name"} <= columns.keys():
            return number, columns
    return None


def _text(cell: object) -> str:
    """Return a cell as typed: a phone that the sheet keeps as a number has no decimals."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
