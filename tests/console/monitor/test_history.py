"""Past figures: taken over once, whatever they were handed in as, with the later day as the higher vintage."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from guatu.console.jobs.queue import run_waiting
from guatu.console.monitor.facts import FLASH, facts_of
from guatu.console.monitor.history import read_history, take_history
from guatu.console.monitor.models import HistoryImport
from guatu.console.reporting.models import Figure

SignIn = Callable[[str], Client]
TOKEN = "0123456789abcdef0123456789abcdef"  # of a form, no secret
HEAD = "地区,指标,报告期,口径,数值,计量单位,同比增速（%）,数据状态,来源,报送日期\n"
ROWS = (
    "甲子市,固定资产投资,2024-08,累计,50.5,亿元,4.0,快报数,州统计局,2024-09-03\n"
    "甲子市,固定资产投资,2024-08,累计,51.5,亿元,4.5,快报数,州统计局,2024-09-10\n"
    "甲子市,固定资产投资,2023-08,累计,48,亿元,,定案数,州统计局,\n"
)


@pytest.fixture
def folder(tmp_path: Path, site: None) -> Path:
    """Return a folder with three past figures."""
    (tmp_path / "history.csv").write_text(HEAD + ROWS, encoding="utf-8")
    return tmp_path


def test_history_is_taken_once(folder: Path) -> None:
    assert take_history(folder) == 3
    assert take_history(folder) == 0
    assert Figure.objects.filter(filing__isnull=True).count() == 3


def test_the_later_day_is_the_higher_vintage(folder: Path) -> None:
    take_history(folder)
    kept = Figure.objects.filter(period=date(2024, 8, 1)).order_by("vintage")
    assert [(one.vintage, float(one.value or 0), float(one.growth or 0)) for one in kept] == [
        (1, 50.5, 0.04),
        (2, 51.5, 0.045),
    ]
    assert [float(one.value or 0) for one in facts_of(date(2024, 9, 1), FLASH)] == [48.0, 51.5]


def test_a_figure_without_a_day_counts_from_the_end_of_its_period(folder: Path) -> None:
    take_history(folder)
    old = Figure.objects.get(period=date(2023, 8, 1))
    assert old.reported_at.date() == date(2023, 8, 31)
    assert (old.status, old.growth) == ("final", None)


def test_another_number_for_a_cell_is_a_further_vintage(folder: Path) -> None:
    take_history(folder)
    later = "甲子市,固定资产投资,2024-08,累计,52,亿元,5,快报数,州统计局,2024-10-01\n"
    (folder / "history.csv").write_text(HEAD + ROWS + later, encoding="utf-8")
    assert take_history(folder) == 1
    assert Figure.objects.order_by("-vintage").values_list("vintage", flat=True)[0] == 3


def test_what_cannot_be_read_is_told_and_the_rest_is_taken(folder: Path) -> None:
    wrong = "子虚县,固定资产投资,2024-08,累计,1,亿元,,快报数,州统计局,2024-09-03\n"
    (folder / "history.csv").write_text(HEAD + ROWS + wrong, encoding="utf-8")
    report = read_history(folder)
    assert (report.read, report.added) == (3, 3)
    assert any("子虚县" in one.sentence for one in report.findings)


def test_files_uploaded_on_the_page_are_taken_by_the_worker(sign_in: SignIn) -> None:
    client = sign_in("wang")
    file = SimpleUploadedFile("../往年数据.csv", (HEAD + ROWS).encode("gbk"))
    asked = {"given": file, "folder": "", "token": TOKEN}
    page = client.post(reverse("take_history"), asked)["Location"]
    again = client.post(reverse("take_history"), {**asked, "given": BytesIO(b"x")})
    assert again.status_code == 400
    assert run_waiting() == 1
    shown = client.get(page).content.decode()
    assert "读到 3 个数，新增 3 个。" in shown
    assert HistoryImport.objects.get().state == HistoryImport.State.DONE
    assert "2023年8月" in client.get(reverse("history")).content.decode()


@pytest.mark.parametrize(
    ("name", "told"), [("说明.pdf", "不是表格文件"), ("", "请上传文件")], ids=["no table", "nothing"]
)
def test_a_wrong_file_is_refused_with_a_sentence(sign_in: SignIn, name: str, told: str) -> None:
    asked: dict[str, object] = {"folder": "", "token": TOKEN}
    if name:
        asked["given"] = SimpleUploadedFile(name, b"x")
    response = sign_in("wang").post(reverse("take_history"), asked)
    assert response.status_code == 400
    assert told in response.content.decode()
    assert not HistoryImport.objects.exists()


def test_a_file_without_a_figure_is_told_so(sign_in: SignIn) -> None:
    client = sign_in("wang")
    asked = {"given": SimpleUploadedFile("空.csv", HEAD.encode()), "folder": "", "token": TOKEN}
    page = client.post(reverse("take_history"), asked)["Location"]
    run_waiting()
    assert "没有读到历史数据" in client.get(page).content.decode()
