from pathlib import Path

from tests.report.example_month import MAIN, MONTH, example_packs

from guatu.pack import Document, Manifest, Pack, Packs
from guatu.query import Results
from guatu.report.citations import cited_clause, document_signs, short_title, signed_clause
from guatu.report.reading import Reading


def reading(*titles: str) -> Reading:
    documents = tuple(
        Document(id=f"d{number}", title=title, number=number) for number, title in enumerate(titles, start=1)
    )
    places = example_packs().packs[0].places
    manifest = Manifest(id="shili", title="示例", place=MAIN, documents=documents)
    return Reading(Results({}), Packs((Pack(manifest, "v1", Path("shili"), places=places),)), MONTH)


def test_a_sentence_cites_a_plan_without_place_year_and_brackets() -> None:
    made = reading("示例州2024年工业经济攻坚方案（虚构）", "示例州2026—2028年园区行动计划")
    assert cited_clause(made, "1#二/（三）") == "《工业经济攻坚方案》二（三）"
    assert cited_clause(made, "2#一") == "《园区行动计划》一"
    assert cited_clause(made, None) == ""
    assert cited_clause(made, "9#一/（一）") == "9#一（一）"


def test_titles_that_would_be_alike_stay_whole() -> None:
    made = reading("示例州2023年方案", "示例州2024年方案")
    assert [short_title(made, one) for one in made.documents] == ["示例州2023年方案", "示例州2024年方案"]


def test_a_narrow_column_cites_by_sign_and_the_note_explains_it() -> None:
    made = reading("甲方案", "乙方案")
    assert signed_clause(made, "2#二/（三）") == "②二（三）"
    assert document_signs(made) == "条款：①《甲方案》，②《乙方案》。"
