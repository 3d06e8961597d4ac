"""Accounts: made, changed, stopped, opened again, taken from a list; who resets whose password."""

from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook
from tests.console.conftest import SignIn
from tests.console.people.conftest import TypeIn

from guatu.console.audit.models import Entry
from guatu.console.audit.trail import SYSTEM
from guatu.console.people.account_list import take_accounts
from guatu.console.people.accounts import stop_account
from guatu.console.people.models import Delegation, User


def _person(username: str) -> User:
    return User.objects.get(username=username)


def _shown_password(page: str) -> str:
    return page.split('<code class="big">')[1].split("</code>", maxsplit=1)[0]


def test_a_new_account_opens_with_its_one_time_password_and_must_change_it(sign_in: SignIn) -> None:
    filled = {"username": "chen", "full_name": "陈", "work_phone": "0878-3120001"}
    page = sign_in("sysadmin").post("/people/accounts/new", filled).content.decode()
    password = _shown_password(page)
    client = Client()
    client.post("/people/sign-in", {"username": "chen", "password": password})
    assert client.get("/people/my-account").headers["Location"] == "/people/change-password"
    user = _person("chen")
    assert user.must_change_password
    assert not user.posts.exists()
    told = str(Entry.objects.get(act="account.create").after)
    assert "0878-3120001" not in told
    assert password not in told


def test_a_name_is_taken_once_in_any_case(sign_in: SignIn) -> None:
    page = sign_in("sysadmin").post("/people/accounts/new", {"username": "WANG", "full_name": "王"}).content.decode()
    assert "已经有了" in page
    assert not User.objects.filter(username="WANG").exists()


def test_lists_mask_phones(sign_in: SignIn) -> None:
    User.objects.filter(username="wang").update(work_phone="08783120001")
    page = sign_in("sysadmin").get("/people/accounts?words=wang").content.decode()
    assert "087****0001" in page
    assert "08783120001" not in page


@pytest.mark.parametrize("person", ["wang", "gao", "auditor", "jiazi"])
def test_accounts_are_closed_to_others(person: str, sign_in: SignIn) -> None:
    client = sign_in(person)
    for page in ("accounts", "accounts/new", "accounts/import", f"accounts/{_person('li').pk}", "units", "posts"):
        assert client.get(f"/people/{page}").status_code == 403, page


def test_the_security_administrator_reads_accounts_and_makes_none(sign_in: SignIn) -> None:
    client = sign_in("secadmin")
    key = _person("li").pk
    assert client.get(f"/people/accounts/{key}").status_code == 200
    assert client.post(f"/people/accounts/{key}", {"full_name": "别名"}).status_code == 403
    assert client.post("/people/accounts/new", {"username": "x", "full_name": "x"}).status_code == 403
    assert client.post(f"/people/accounts/{key}/stop").status_code == 403


def test_a_stopped_account_is_out_at_once_and_comes_back_with_a_new_password(type_in: TypeIn, sign_in: SignIn) -> None:
    User.objects.filter(username="li").update(work_phone="3120001")
    li, system = type_in("li"), sign_in("sysadmin")
    key = _person("li").pk
    system.post(f"/people/accounts/{key}/stop")
    assert li.get("/people/my-account").status_code == 302
    assert type_in("li").get("/people/my-account").status_code == 302
    assert _person("li").work_phone == ""
    page = system.post(f"/people/accounts/{key}/reopen").content.decode()
    assert type_in("li", _shown_password(page)).get("/people/change-password").status_code == 200
    assert _person("li").posts.exists()
    assert Entry.objects.filter(act__in=("account.stop", "account.reopen")).count() == 2


@pytest.mark.usefixtures("site")
def test_nobody_stops_himself_or_the_last_administrator() -> None:
    for username in ("sysadmin", "secadmin", "auditor"):
        with pytest.raises(ValidationError):
            stop_account(_person(username), by=_person("sysadmin"), actor=SYSTEM)


@pytest.mark.usefixtures("site")
def test_what_a_stopped_account_lent_and_borrowed_ends() -> None:
    post = _person("jiazi").posts.get()
    Delegation.objects.create(post=post, to=_person("yichou"), valid_from="2024-10-02", valid_to="2024-10-09")
    stop_account(_person("yichou"), by=_person("sysadmin"), actor=SYSTEM)
    assert Delegation.objects.get().ended_at is not None


def test_passwords_are_reset_by_the_security_administrator_alone(sign_in: SignIn, type_in: TypeIn) -> None:
    key = _person("li").pk
    li = type_in("li")
    refused = sign_in("sysadmin").post(f"/people/accounts/{key}/password", follow=True).content.decode()
    assert "不能重置" in refused
    page = sign_in("secadmin").post(f"/people/accounts/{key}/password").content.decode()
    assert li.get("/people/my-account").status_code == 302
    assert type_in("li", _shown_password(page)).get("/people/change-password").status_code == 200
    own = sign_in("secadmin").post(f"/people/accounts/{_person('secadmin').pk}/password", follow=True)
    assert "不能重置" in own.content.decode()
    theirs = sign_in("sysadmin").post(f"/people/accounts/{_person('secadmin').pk}/password")
    assert _shown_password(theirs.content.decode())


@pytest.mark.usefixtures("site")
def test_a_list_from_a_spreadsheet_makes_accounts_and_tells_each_bad_row(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (
        ("某州联络员名单", None, None),
        ("姓名", "账号", "电话"),
        ("吴一", "wu1", 3123456.0),
        ("重名", "wang", None),
        ("坏名", "a b", None),
        (None, "wu2", None),
    ):
        sheet.append(row)
    book.save(tmp_path / "list.xlsx")
    rows, trouble = take_accounts(tmp_path / "list.xlsx", "名单.xlsx", actor=SYSTEM)
    assert trouble == ""
    assert [(row.row, row.username, bool(row.password)) for row in rows] == [
        (3, "wu1", True),
        (4, "wang", False),
        (5, "a b", False),
        (6, "wu2", False),
    ]
    assert all(row.trouble for row in rows[1:])
    assert _person("wu1").work_phone == "3123456"
    assert _person("wu1").check_password(rows[0].password)
    again, _none = take_accounts(tmp_path / "list.xlsx", "名单.xlsx", actor=SYSTEM)
    assert [row.password for row in again] == [""] * 4


def test_a_gbk_list_is_taken_and_a_wrong_file_is_told(sign_in: SignIn) -> None:
    client = sign_in("sysadmin")
    good = SimpleUploadedFile("名单.csv", "账号,姓名,办公电话\r\nwu1,吴一,3123456\r\n".encode("gbk"))
    assert "建立 1 个账号" in client.post("/people/accounts/import", {"file": good}).content.decode()
    for name, content in (("a.csv", b"x,y\r\n1,2\r\n"), ("a.exe", b"MZ"), ("a.xlsx", b"not a workbook")):
        page = client.post("/people/accounts/import", {"file": SimpleUploadedFile(name, content)})
        assert 'class="errorlist"' in page.content.decode(), name
    template = client.get("/people/accounts/import/template.csv").content
    answer = client.post("/people/accounts/import", {"file": SimpleUploadedFile("t.csv", template)})
    assert "zhangsan" in answer.content.decode()
