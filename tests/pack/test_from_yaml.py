import time
from pathlib import Path

import pytest

from guatu.pack.from_yaml import MAX_BYTES, read_yaml


def read(
    tmp_path: Path, content: str | bytes, keys: tuple[str, ...] = ()
) -> tuple[object, list[tuple[str, int | None]]]:
    path = tmp_path / "items.yaml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    source, findings = read_yaml(path, "items.yaml", keys)
    places = [(finding.code, finding.span.line if finding.span else None) for finding in findings]
    return (None if source is None else source.value), places


def test_scalars_stay_the_text_that_stands_there(tmp_path: Path) -> None:
    value, findings = read(tmp_path, "on: no\nrate: 15.10\nday: 2019-01-31\ncode: 0532\nsign: '~'\nyear: 1_000\n")
    assert value == {"on": "no", "rate": "15.10", "day": "2019-01-31", "code": "0532", "sign": "~", "year": "1_000"}
    assert findings == []


@pytest.mark.parametrize("empty", ["", " ~", " null", " # 注释"])
def test_empty_plain_scalars_are_missing(tmp_path: Path, empty: str) -> None:
    assert read(tmp_path, f"a:{empty}\n")[0] == {"a": None}


@pytest.mark.parametrize("content", ["", "# 只有注释\n", "---\n"])
def test_an_empty_file_is_missing_not_wrong(tmp_path: Path, content: str) -> None:
    assert read(tmp_path, content) == (None, [])


def test_spans_point_at_keys_and_fall_back_to_what_is_around(tmp_path: Path) -> None:
    path = tmp_path / "items.yaml"
    path.write_text("- id: a\n  lead:\n    - 甲\n    - 乙\n- id: b\n", encoding="utf-8")
    source, _ = read_yaml(path, "items.yaml")
    assert source is not None
    assert source.span((0, "lead", 1)).line == 4
    assert source.span((1,)).line == 5
    assert source.span((1, "missing")).line == 5


@pytest.mark.parametrize("encoding", ["gbk", "gb18030"])
def test_chinese_encodings_are_read_with_a_warning(tmp_path: Path, encoding: str) -> None:
    value, findings = read(tmp_path, "name: 楚雄州\n".encode(encoding))
    assert value == {"name": "楚雄州"}
    assert findings == [("P006", None)]


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    assert read(tmp_path, "id: a\n".encode("utf-8-sig")) == ({"id": "a"}, [])


@pytest.mark.parametrize("content", ["名称: 甲".encode("utf-16"), b"\x89PNG\r\n\x1a\n\x00\x00", b"id: a\x00b"])
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes) -> None:
    assert read(tmp_path, content) == (None, [("P007", None)])


def test_a_huge_file_is_refused_unread(tmp_path: Path) -> None:
    assert read(tmp_path, b"#" * (MAX_BYTES + 1)) == (None, [("P008", None)])


def test_windows_line_ends_count_once(tmp_path: Path) -> None:
    assert read(tmp_path, "id: a\r\nid: b\r\n") == ({"id": "a"}, [("P002", 2)])


def test_the_first_of_two_equal_keys_is_kept(tmp_path: Path) -> None:
    value, findings = read(tmp_path, "unit: 亿元\nname: 甲\nunit: {a: b}\n")
    assert value == {"unit": "亿元", "name": "甲"}
    assert findings == [("P002", 3)]


def test_an_alias_bomb_is_refused_at_its_first_anchor(tmp_path: Path) -> None:
    layers = ["a0: &a0 [笑, 笑, 笑, 笑, 笑, 笑, 笑, 笑, 笑]"]
    layers += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    began = time.perf_counter()
    assert read(tmp_path, "\n".join(layers)) == (None, [("P003", 1)])
    assert time.perf_counter() - began < 5


def test_deep_nesting_is_refused_without_a_crash(tmp_path: Path) -> None:
    value, findings = read(tmp_path, "[" * 200_000)
    assert value is None
    assert [code for code, _ in findings] == ["P001"]


def test_a_tag_cannot_call_python(tmp_path: Path) -> None:
    assert read(tmp_path, "a: !!python/object/apply:os.getcwd []\n") == (None, [("P003", 1)])


def test_full_width_colons_after_known_keys_are_mended_and_named(tmp_path: Path) -> None:
    value, findings = read(
        tmp_path, "- id：a\n  note: GDP：按季\n  valid: {from：2019-01-01}\n", ("id", "note", "from")
    )
    assert value == [{"id": "a", "note": "GDP：按季", "valid": {"from": "2019-01-01"}}]
    assert findings == [("P005", 1), ("P005", 3)]


def test_colons_in_comments_and_words_are_left_alone(tmp_path: Path) -> None:
    text = "# id：说明, note：说明\nnote: id：不是键\n"
    assert read(tmp_path, text, ("id", "note")) == ({"note": "id：不是键"}, [])


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ("a: b\n\tc: d\n", 2),
        ("a: [1, 2\nb: 3\n", 1),
        ("a: 甲: 乙\n", 1),
        ("- id: x\n name: y\n", 2),
        ('a: 1\nb: "x\nc: y\n', 2),
        ("a: %x\n", 1),
        ("- a: 1\n  b\n  c: 2\n", 2),
        ("a: 'x' y\n", 1),
        ("a: \x07\n", 1),
        ("{{x}}: 3\n", 1),
    ],
)
def test_broken_yaml_is_named_at_the_line_to_mend(tmp_path: Path, content: str, line: int) -> None:
    assert read(tmp_path, content) == (None, [("P001", line)])
