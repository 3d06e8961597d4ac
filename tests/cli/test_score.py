"""`guatu score` as it is called."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.desk.score_folder import score_facts, score_pack

from guatu.cli.main import guatu


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("score")
    score_pack(folder)
    score_facts(folder / "facts")
    return folder


def call(home: Path, out: Path, *cards: str, more: tuple[str, ...] = ()) -> Result:
    words = [*cards, "--facts", str(home / "facts"), "--out", str(out), "--draws", "100", *more]
    return CliRunner().invoke(guatu, ["score", *words])


def test_a_summary_names_the_first_and_the_last_and_counts_the_files(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = call(home, out, f"{home / 'trial-parks'}:parks", more=("--what-if", "green=60%"))
    assert result.exit_code == 0, result.output
    assert "园区评价　经开区：参加排名 4 个，共 4 个　第一 丙/园区：东，末位 丁园区" in result.output
    assert f"已写出 {out / 'score.xlsx'}" in result.output
    assert f"已写出 {out / 'cards'} 里 8 个文件" in result.output


def test_several_cards_stand_in_folders_of_their_own(home: Path, tmp_path: Path) -> None:
    pack, out = home / "trial-parks", tmp_path / "out"
    result = call(home, out, f"{pack}:parks", f"{pack}:unknown-weights", more=("--no-cards",))
    assert result.exit_code == 0, result.output
    assert "权重没有公布的评价　全部：参加排名 0 个，共 4 个　没有一个能排名" in result.output
    assert {path.name for path in out.iterdir()} == {"parks", "unknown-weights", "run.json", "findings.xlsx"}
    assert not (out / "parks" / "cards").exists()


@pytest.mark.parametrize(
    ("card", "more", "told"),
    [
        ("trial-parks", (), "请写明评价体系，格式是 政策包:编号。可选的："),
        ("trial-parks:park", (), "没有 2024-12-31 有效的评价体系“park”"),
        ("trial-parks:parks", ("--what-if", "green"), "“green”读不懂；请写成 指标编号=权重"),
        ("trial-parks:parks", ("--what-if", "green=2"), "“green=2”读不懂"),
        ("trial-parks:parks", ("--group", "高新区"), "没有“高新区”这一组"),
        ("trial-parks:parks", ("--draws", "多"), "“多”不是整数"),
        ("trial-parks:parks", ("--draws", "0"), "至少要重算 1 次"),
        ("trial-parks:parks", ("--year", "今年"), "“今年”不是年度"),
    ],
)
def test_a_wrong_call_ends_with_one_sentence_and_writes_nothing(
    home: Path, tmp_path: Path, card: str, more: tuple[str, ...], told: str
) -> None:
    result = call(home, tmp_path / "out", f"{home}/{card}", more=more)
    assert result.exit_code == 2, result.output
    assert told in result.output
    assert not (tmp_path / "out").exists()


def test_a_weight_of_an_item_that_is_not_there_is_a_finding(home: Path, tmp_path: Path) -> None:
    result = call(home, tmp_path / "out", f"{home / 'trial-parks'}:parks", more=("--what-if", "gren=0.5"))
    assert "没有编号是 gren 的指标" in result.output
