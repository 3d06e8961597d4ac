"""Letters: one document a firm, each with its own words only, the same bytes every time."""

from datetime import date
from pathlib import Path

import docx

from guatu.office import write_letters
from guatu.office.letter_document import letter_name
from guatu.report import Block, Bulletin, FirmLetter, Heading, Paragraph

CREATED = date(2019, 12, 31)


def letter(name: str, subject: str, *texts: str) -> FirmLetter:
    blocks: tuple[Block, ...] = (Heading("一、不予兑现的条款（1条）"), *(Paragraph((text,)) for text in texts))
    return FirmLetter(subject, name, Bulletin("告知书", "", "", name, blocks, "", None, "初稿"))


def words(path: Path) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)


def test_each_letter_has_its_own_words_and_the_next_firm_none_of_them(tmp_path: Path) -> None:
    first, second = write_letters(
        tmp_path, (letter("甲公司", "A1", "甲的事"), letter("乙公司", "B2", "乙的事")), created=CREATED
    )
    assert (first.name, second.name) == ("甲公司-A1.docx", "乙公司-B2.docx")
    assert "甲公司：" in words(first)
    assert "甲的事" in words(first)
    assert "乙" not in words(first)
    assert "甲" not in words(second)
    assert words(second).count("告知书") == 1


def test_a_letter_is_the_same_whether_it_is_written_alone_or_among_others(tmp_path: Path) -> None:
    one, other = letter("甲公司", "A1", "甲的事"), letter("乙公司", "B2", "乙的事")
    (alone,) = write_letters(tmp_path / "alone", (other,), created=CREATED)
    _, among = write_letters(tmp_path / "among", (one, other), created=CREATED)
    assert alone.read_bytes() == among.read_bytes()


def test_names_of_files_are_such_as_every_system_takes() -> None:
    assert letter_name("..\\甲/乙<丙>|公司?*\x07", "L 1:2") == "甲-乙-丙-公司-L-1-2.docx"
    assert letter_name("", "") == "告知书.docx"
    assert len(letter_name("长" * 300, "9153").encode()) < 255
