"""Backups of a real site: whole, sealed, restored elsewhere, examined; what is damaged restores nothing."""

import sqlite3
import tarfile
from pathlib import Path

import pytest
from tests.console.live_site import LiveSite

from guatu.console.operation.backup import restore
from guatu.console.operation.sealing import is_sealed, seal, unseal
from guatu.domain import InvalidValue, MissingFile


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> LiveSite:
    """A prepared site with a file of its own among the uploads."""
    site = LiveSite(tmp_path_factory.mktemp("backup") / "site")
    site.run("serve", "--only-prepare")
    (site.folder / "uploads" / "月报.xlsx").write_bytes(b"figures")
    return site


def newest(folder: Path) -> Path:
    return max(folder.glob("guatu-*"), key=lambda path: path.stat().st_mtime)


def accounts(folder: Path) -> list[str]:
    with sqlite3.connect(folder / "site.sqlite3") as connection:
        return [row[0] for row in connection.execute("SELECT username FROM people_user ORDER BY username")]


def test_a_backup_comes_back_whole_in_another_folder(site: LiveSite, tmp_path: Path) -> None:
    printed = site.run("backup", f"--to={tmp_path}")
    file = newest(tmp_path)
    assert str(file) in printed
    assert file.stat().st_mode & 0o077 == 0
    manifest = restore(file, tmp_path / "again")
    assert manifest["database"] == "sqlite"
    assert accounts(tmp_path / "again") == accounts(site.folder) == ["auditor", "secadmin", "sysadmin"]
    assert (tmp_path / "again" / "uploads" / "月报.xlsx").read_bytes() == b"figures"
    assert (tmp_path / "again" / "secret.key").read_text() == (site.folder / "secret.key").read_text()
    again = LiveSite(tmp_path / "again")
    examined = again.run_to_any_end("doctor")
    assert "数据库：SQLite，结构是最新的" in examined
    assert "审计链" in examined


def test_a_sealed_backup_opens_with_its_passphrase_alone(site: LiveSite, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("三号楼-Backup-2024\n", encoding="utf-8")
    site.run("backup", f"--to={tmp_path / 'out'}", f"--passphrase-file={secret}")
    file = newest(tmp_path / "out")
    assert is_sealed(file)
    with pytest.raises(InvalidValue, match="加了密"):
        restore(file, tmp_path / "again")
    with pytest.raises(InvalidValue, match="口令不对"):
        restore(file, tmp_path / "again", passphrase="三号楼")
    assert not (tmp_path / "again").exists()
    restore(file, tmp_path / "again", passphrase="三号楼-Backup-2024")
    assert accounts(tmp_path / "again") == accounts(site.folder)


def test_nothing_is_restored_over_what_is_there_or_from_what_is_damaged(site: LiveSite, tmp_path: Path) -> None:
    site.run("backup", f"--to={tmp_path / 'out'}")
    file = newest(tmp_path / "out")
    with pytest.raises(InvalidValue, match="已有东西"):
        restore(file, site.folder)
    with pytest.raises(MissingFile):
        restore(tmp_path / "none.tar.gz", tmp_path / "again")
    content = file.read_bytes()
    for broken in (content[: len(content) // 2], b"", b"text", content[:900] + b"\0" * 90 + content[990:]):
        damaged = tmp_path / "damaged.tar.gz"
        damaged.write_bytes(broken)
        with pytest.raises(InvalidValue):
            restore(damaged, tmp_path / "again")
        assert not (tmp_path / "again").exists()
        assert list(tmp_path.glob(".again*")) == []


def test_a_changed_file_inside_a_backup_is_noticed(site: LiveSite, tmp_path: Path) -> None:
    site.run("backup", f"--to={tmp_path / 'out'}")
    changed = tmp_path / "changed.tar.gz"
    with tarfile.open(newest(tmp_path / "out")) as source, tarfile.open(changed, "w:gz") as target:
        for entry in source:
            part = source.extractfile(entry)
            if entry.name.startswith("uploads/"):
                (tmp_path / "part").write_bytes(b"other figures")
                target.add(tmp_path / "part", entry.name)
            else:
                target.addfile(entry, part)
    with pytest.raises(InvalidValue, match=r"uploads/月报.xlsx 缺失或损坏"):
        restore(changed, tmp_path / "again")


def test_chunks_of_a_sealed_file_cannot_be_left_out_or_changed(tmp_path: Path) -> None:
    plain, sealed, back = tmp_path / "plain", tmp_path / "sealed", tmp_path / "back"
    plain.write_bytes(bytes(range(256)) * 10_000)
    seal(plain, sealed, "a passphrase")
    unseal(sealed, back, "a passphrase")
    assert back.read_bytes() == plain.read_bytes()
    content = sealed.read_bytes()
    head, chunk = 39, (1 << 20) + 20
    left_out = content[: head + chunk] + content[head + 2 * chunk :]
    for wrong in (content[: head + chunk], left_out, content[:-1] + b"\0"):
        sealed.write_bytes(wrong)
        with pytest.raises(InvalidValue):
            unseal(sealed, back, "a passphrase")
