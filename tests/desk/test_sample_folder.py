from pathlib import Path

import pytest

from guatu.desk.sample_folder import MARK_FILE, README_FILE, make_sample
from guatu.domain import InvalidValue


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_files_and_the_page_are_written(tmp_path: Path) -> None:
    report = make_sample(tmp_path / "facts", 7)
    assert {path.name for path in report.files} == set(contents(tmp_path / "facts")) - {MARK_FILE}
    page = (tmp_path / "facts" / README_FILE).read_text(encoding="utf-8")
    assert "虚构" in page
    assert "种子 7" in page
    assert all(defect.sentence in page and defect.where in page for defect in report.defects)


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    make_sample(tmp_path / "a", 7)
    make_sample(tmp_path / "b", 7)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_an_earlier_sample_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    make_sample(tmp_path / "facts", 7)
    before = contents(tmp_path / "facts")
    make_sample(tmp_path / "facts", 8)
    assert contents(tmp_path / "facts") != before
    assert [path.name for path in tmp_path.iterdir()] == ["facts"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    assert make_sample(tmp_path / "facts", 7).files


def test_a_folder_with_other_things_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "年报.xlsx").write_bytes(b"mine")
    with pytest.raises(InvalidValue, match=r"年报\.xlsx"):
        make_sample(tmp_path / "facts", 7)
    assert contents(tmp_path / "facts") == {"年报.xlsx": b"mine"}


def test_a_file_added_to_an_earlier_sample_is_not_thrown_away(tmp_path: Path) -> None:
    make_sample(tmp_path / "facts", 7)
    (tmp_path / "facts" / "自己的.csv").write_text("x", encoding="utf-8")
    with pytest.raises(InvalidValue, match=r"自己的\.csv"):
        make_sample(tmp_path / "facts", 8)
    assert (tmp_path / "facts" / "自己的.csv").exists()


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "facts").write_text("x", encoding="utf-8")
    with pytest.raises(InvalidValue, match="不是文件夹"):
        make_sample(tmp_path / "facts", 7)


def test_a_failed_write_leaves_the_earlier_sample(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_sample(tmp_path / "facts", 7)
    before = contents(tmp_path / "facts")

    def full_disk(self: Path, data: bytes) -> int:
        raise OSError("no space left")

    monkeypatch.setattr(Path, "write_bytes", full_disk)
    with pytest.raises(OSError, match="no space"):
        make_sample(tmp_path / "facts", 8)
    monkeypatch.undo()
    assert contents(tmp_path / "facts") == before
    assert [path.name for path in tmp_path.iterdir()] == ["facts"]
