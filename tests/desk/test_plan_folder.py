"""Folders of plans as they lie about: results among the plans, names that clash, names of other systems."""

import errno
import os
from pathlib import Path

import pytest

from guatu.desk import FolderReport, ReadRequest, read_plan_folder
from guatu.desk.plan_folder import find_plans

TEXT = "一、目标\n到2028年，规模以上工业企业达到30家以上。\n"


def read(folder: Path, out: Path, packs: tuple[str, ...] = ("national",)) -> FolderReport:
    return read_plan_folder(ReadRequest(folder, out, packs), "0.1", lambda *_told: None, workers=1)


def save(path: Path, text: str = TEXT) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def names(report: FolderReport) -> list[str]:
    return [one.name for one in report.outcomes]


@pytest.mark.parametrize("out", [".", "结果"])
def test_what_was_written_into_the_folder_is_no_plan_the_next_time(tmp_path: Path, out: str) -> None:
    save(tmp_path / "甲.txt")
    for _ in range(2):
        assert names(read(tmp_path, tmp_path / out)) == ["甲.txt"]
    assert names(read(tmp_path, tmp_path / "另外")) == ["甲.txt"]


def test_hidden_folders_and_their_files_are_no_plans(tmp_path: Path) -> None:
    plan = save(tmp_path / "甲.txt")
    save(tmp_path / ".甲-x7/plan.txt")
    save(tmp_path / "~$甲.docx")
    assert find_plans(tmp_path) == (plan,)


def test_a_loop_of_links_is_not_followed(tmp_path: Path) -> None:
    plan = save(tmp_path / "甲.txt")
    (tmp_path / "圈").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "断.txt").symlink_to(tmp_path / "没有")
    assert find_plans(tmp_path) == (plan,)


def test_no_two_plans_share_a_folder_of_papers(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    for name in ("a.txt", "a.md", "a.txt.md", "B.txt", "b.md", "c.txt"):
        save(plans / name)
    report = read(plans, tmp_path / "out")
    assert not report.is_blocked
    written = sorted(path.parent.name for path in (tmp_path / "out").glob("*/run.json"))
    assert written == ["B.txt", "a.md", "a.txt", "a.txt.md", "b.md", "c"]


@pytest.mark.skipif(os.name == "nt", reason="names are characters there, not bytes")
def test_a_name_in_another_encoding_is_read_and_shown(tmp_path: Path) -> None:
    plans = tmp_path / "plans"
    plans.mkdir()
    raw = os.fsencode(plans) + b"/" + "乙\n方案.txt".encode("gbk")
    with open(raw, "w", encoding="utf-8") as file:
        file.write(TEXT)
    report = read(plans, tmp_path / "out")
    assert not report.is_blocked
    assert names(report) == ["乙 方案.txt"]


def test_packs_that_cannot_be_used_are_told_once_before_anything_is_read(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        save(tmp_path / name)
    report = read(tmp_path, tmp_path / "out", ("nothing",))
    assert report.outcomes == ()
    assert [one.code for one in report.findings] == ["P010"]
    assert not (tmp_path / "out").exists()


def test_a_plan_that_cannot_be_written_stops_no_other(tmp_path: Path) -> None:
    plans, out = tmp_path / "plans", tmp_path / "out"
    for name in ("a.txt", "b.txt"):
        save(plans / name)
    save(out / "a", "不是文件夹")
    report = read(plans, out)
    assert [[finding.code for finding in one.report.findings if finding.blocks] for one in report.outcomes] == [
        ["M028"],
        [],
    ]
    assert "同名" in report.outcomes[0].report.findings[0].sentence


def test_a_full_disk_ends_the_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_papers: object, **_more: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("guatu.desk.plan_reading.write_papers", fail)
    save(tmp_path / "a.txt")
    with pytest.raises(OSError, match="space"):
        read(tmp_path, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []
