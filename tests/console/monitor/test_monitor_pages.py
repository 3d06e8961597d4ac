"""The pages of a run: every ledger, every source, the overview, ranking, wall, papers."""

import re
from collections.abc import Callable
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from guatu.console.audit.models import Entry, Kind
from guatu.console.monitor.ledger_pick import BESIDE, SIX
from guatu.console.monitor.models import MonthRun

SignIn = Callable[[str], Client]


def page_of(client: Client, address: str) -> str:
    """Return a page as text; it must be answered with 200."""
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    return str(response.content.decode())


@pytest.mark.usefixtures("ran")
@pytest.mark.parametrize("key", [*SIX, *BESIDE])
def test_every_ledger_has_a_page(sign_in: SignIn, key: str) -> None:
    page = page_of(sign_in("wang"), reverse("ledger", args=(key,)))
    assert "<table" in page or "（" in page
    assert "示例州（虚构）2024年1—9月" in page


def test_every_source_of_a_ledger_answers(ran: MonthRun, sign_in: SignIn) -> None:
    client = sign_in("wang")
    for key in ("schedule", "gaps", "drivers", "quality", "supports", "targets"):
        page = page_of(client, f"{reverse('ledger', args=(key,))}?place=999907&run={ran.pk}")
        links = [link.replace("&amp;", "&") for link in re.findall(r'href="(/monitor/runs/\d+/source\?[^"]+)"', page)]
        assert links, key
        for link in links[:: max(1, len(links) // 12)]:
            assert "数据来源" in page_of(client, link)


def test_a_source_names_form_reporter_and_vintage(ran: MonthRun, sign_in: SignIn) -> None:
    asked = "ledger=gap_ledger&column=actual&place=999907&indicator=industrial_output"
    target = "2024-industrial_output-999907"
    page = page_of(sign_in("wang"), f"{reverse('source', args=(ran.pk,))}?{asked}&target={target}")
    assert "上月主要经济指标 · 庚午县" in page
    assert "第2版（漏报一户）" in page
    assert "96.00亿元" in page
    assert "/reporting/figures/" in page


def test_what_is_no_number_of_the_run_has_no_source(ran: MonthRun, sign_in: SignIn) -> None:
    client, base = sign_in("wang"), reverse("source", args=(ran.pk,))
    assert client.get(base).status_code == 404
    assert client.get(f"{base}?ledger=gap_ledger&column=secret&place=999907&indicator=fai").status_code == 404
    assert client.get(reverse("source", args=(ran.pk + 1,))).status_code == 404


def test_filters_leave_the_rows_asked_for(ran: MonthRun, sign_in: SignIn) -> None:
    client, base = sign_in("li"), reverse("ledger", args=("schedule",))
    place = page_of(client, f"{base}?place=999907")
    assert "庚午县政府" in place
    assert "戊辰县政府" not in _table_of(place)
    red = _table_of(page_of(client, f"{base}?light=red"))
    rows = [re.findall(r"light-(\w+)", row) for row in red.split("<tr")]
    lit = [lights[0] for lights in rows if lights]
    assert set(lit) == {"red"}
    assert "没有符合条件的行" in page_of(client, f"{base}?place=nowhere")
    assert ran.lights["red"] == len(lit)


def test_the_overview_counts_lights_and_shows_charts(ran: MonthRun, sign_in: SignIn) -> None:
    client = sign_in("gao")
    page = page_of(client, f"{reverse('overview')}?indicator=industrial_output")
    for light in ("green", "yellow", "red", "grey"):
        assert f'<span class="big">{ran.lights[light]}</span>' in page
    images = re.findall(r'<img src="([^"]+)"', page)
    assert images
    image = client.get(images[0])
    assert image["Content-Type"] == "image/svg+xml"
    assert "private" in image["Cache-Control"]
    assert "script" not in image["Content-Security-Policy"]
    assert b"<svg" in image.getvalue()
    assert client.get(reverse("chart", args=(ran.pk, 9999))).status_code == 404


@pytest.mark.usefixtures("ran")
def test_ranking_puts_counties_and_parks_apart(sign_in: SignIn) -> None:
    page = page_of(sign_in("zhou"), f"{reverse('ranking')}?indicator=industrial_output")
    counties, parks = page.split("分园区排名")
    assert "己巳县" in counties
    assert "甲子高新区" not in counties
    assert "甲子高新区" in parks


def test_the_ranking_is_exported_and_that_is_written_down(ran: MonthRun, sign_in: SignIn) -> None:
    response = sign_in("zhou").get(reverse("ranking_workbook", args=(ran.pk,)))
    assert response.content[:2] == b"PK"
    assert "2024年9月排名" in unquote(response["Content-Disposition"])
    assert Entry.objects.filter(act="ranking.export", kind=Kind.EXPORT, account="zhou").exists()


@pytest.mark.usefixtures("ran")
def test_the_wall_shows_tiles_with_words_of_lights(sign_in: SignIn) -> None:
    client = sign_in("gao")
    page = page_of(client, reverse("wall"))
    assert page.count('<article class="tile">') == 17
    assert ">红</span>" in page
    red = page_of(client, f"{reverse('wall')}?light=red")
    assert red.count('<article class="tile">') < 17


def test_the_wall_to_print_brings_only_its_style(ran: MonthRun, sign_in: SignIn) -> None:
    response = sign_in("gao").get(reverse("wall_print", args=(ran.pk,)))
    assert "script-src" not in response["Content-Security-Policy"]
    assert response["Content-Security-Policy"].startswith("default-src 'none'; style-src ")
    assert b"<style>" in response.getvalue()
    assert Entry.objects.filter(act="wall.print", kind=Kind.PRINT, account="gao").exists()


def test_papers_are_sent_under_chinese_names_and_written_down(ran: MonthRun, sign_in: SignIn) -> None:
    client = sign_in("wang")
    page = page_of(client, reverse("run", args=(ran.pk,)))
    links = re.findall(rf'href="(/monitor/runs/{ran.pk}/papers/[^"]+)"', page)
    assert len(links) == 6
    for link in links:
        response = client.get(link)
        assert response.status_code == 200
        assert "2024年9月" in unquote(response["Content-Disposition"])
        assert response.getvalue()
    assert Entry.objects.filter(act="run.download", kind=Kind.EXPORT, account="wang").count() == 6
    assert client.get(reverse("paper", args=(ran.pk, "secrets"))).status_code == 404


def test_a_run_is_compared_with_the_one_before(
    ran: MonthRun, put_run: Callable[..., MonthRun], sign_in: SignIn
) -> None:
    later = put_run()
    client = sign_in("sun")
    assert "只运行过这一次" in page_of(client, reverse("run_changes", args=(ran.pk,)))
    assert "用的是相同的政策包" in page_of(client, reverse("run_changes", args=(later.pk,)))


def test_flash_and_final_stand_beside_each_other(
    ran: MonthRun, put_run: Callable[..., MonthRun], sign_in: SignIn
) -> None:
    final = put_run(track="final")
    client = sign_in("wang")
    assert "快报第" in page_of(client, reverse("track_differences", args=(final.pk,)))
    assert f"?run={final.pk}" in page_of(client, f"{reverse('overview')}?run={ran.pk}")


def test_a_printed_page_is_written_down(ran: MonthRun, sign_in: SignIn) -> None:
    response = sign_in("jiazi").post(reverse("printed", args=(ran.pk, "schedule")))
    assert response.status_code == 204
    assert Entry.objects.filter(act="run.print", kind=Kind.PRINT, account="jiazi").exists()


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize("name", ["overview", "ranking", "wall"])
def test_pages_say_so_where_nothing_was_run_yet(sign_in: SignIn, name: str) -> None:
    assert "还没有运行" in page_of(sign_in("jiazi"), reverse(name))


def _table_of(page: str) -> str:
    return page[page.index("<tbody>") : page.index("</tbody>")]
