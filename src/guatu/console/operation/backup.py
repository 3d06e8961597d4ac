"""Back up a site while it runs, and put a backup back (备份 恢复)."""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from guatu import __version__
from guatu.console.operation.sealing import is_sealed, seal, unseal
from guatu.console.workspace import FOLDERS, SECRET_FILE, SETTINGS_FILE, SQLITE_FILE, Workspace
from guatu.domain import InvalidValue, MissingFile

BACKUPS = "backups"
_MANIFEST, _DUMP = "backup.json", "database.dump"
_KEPT_FILES = (SETTINGS_FILE, SECRET_FILE)
_KEPT_FOLDERS = tuple(name for name in FOLDERS if name != "static")
_DAILY, _KEPT_DAYS = "daily", 14


def back_up(workspace: Workspace, *, to: Path | None = None, reason: str = "manual", passphrase: str = "") -> Path:
    """Write a backup of the database and every file of the workspace, and return its path.

    The database is copied first, as it stands at one moment; files are never changed once a row names them, so those
    copied after it include all that it names. The backup appears under its name only when it is whole.
    """
    folder = to or workspace.path(BACKUPS)
    folder.mkdir(parents=True, exist_ok=True)
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S")
    target = folder / f"guatu-{stamp}-{reason}.tar.gz{'.sealed' if passphrase else ''}"
    with tempfile.TemporaryDirectory(dir=folder, prefix=".backup-") as aside:
        database = _copy_database(Path(aside))
        plain = Path(aside) / "backup.tar.gz"
        _pack(plain, workspace, database)
        whole = plain
        if passphrase:
            whole = Path(aside) / "backup.sealed"
            seal(plain, whole, passphrase)
        whole.chmod(0o600)
        os.replace(whole, target)
    return target


def restore(file: Path, folder: Path, *, passphrase: str = "") -> dict[str, object]:
    """Put a backup into a new or empty folder and return its manifest; nothing is left where a part does not fit.

    A PostgreSQL is filled by `fill_database` afterwards, once the settings of the folder are in force.
    """
    if not file.is_file():
        raise MissingFile(f"没有备份文件“{file}”")
    if folder.exists() and any(folder.iterdir()):
        raise InvalidValue(f"“{folder}”里已有东西；请恢复到新的或空的文件夹，核对后再换用")
    folder.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}-"))
    try:
        manifest = _unpack(file, aside, passphrase)
        if folder.exists():
            folder.rmdir()
        os.replace(aside, folder)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return manifest


def fill_database(workspace: Workspace) -> None:
    """Fill the site's PostgreSQL from the dump that a restored workspace holds; only an empty database is filled."""
    dump = workspace.path(_DUMP)
    if not dump.is_file():
        raise MissingFile(f"“{workspace.folder}”里没有待恢复的数据库备份 {_DUMP}")
    if connection.vendor != "postgresql":
        raise InvalidValue(f"这个备份出自 PostgreSQL；请在 {SETTINGS_FILE} 的 database 写一个空库")
    if connection.introspection.table_names():
        raise InvalidValue(f"{SETTINGS_FILE} 里的数据库不是空库，没有恢复；请新建一个空库，改好 database 再来")
    _run("pg_restore", "--no-owner", "--exit-on-error", *_server(), str(dump))
    dump.unlink()


def daily_backup() -> None:
    """Make the day's backup once, and keep those of the last fourteen days."""
    folder = settings.WORKSPACE.path(BACKUPS)
    made = sorted(folder.glob(f"guatu-*-{_DAILY}.tar.gz*"))
    today = datetime.now().astimezone().strftime("%Y%m%d")
    if not any(today in path.name for path in made):
        back_up(settings.WORKSPACE, reason=_DAILY)
    oldest = (datetime.now().astimezone() - timedelta(days=_KEPT_DAYS)).strftime("guatu-%Y%m%d")
    for path in made:
        if path.name < oldest:
            path.unlink()


def _copy_database(folder: Path) -> Path:
    """Return a copy of the database as it stands now, made while others read and write."""
    if connection.vendor == "sqlite":
        copy = folder / SQLITE_FILE
        name = str(settings.DATABASES["default"]["NAME"])
        with closing(sqlite3.connect(name)) as source, closing(sqlite3.connect(copy)) as target:
            source.backup(target)
        return copy
    copy = folder / _DUMP
    _run("pg_dump", "--format=custom", "--no-owner", f"--file={copy}", *_server())
    return copy


def _server() -> tuple[str, ...]:
    """Return what the PostgreSQL tools need to know to reach the site's database."""
    known = settings.DATABASES["default"]
    options = (("--host", "HOST"), ("--port", "PORT"), ("--username", "USER"))
    return (*(f"{word}={known[key]}" for word, key in options if known.get(key)), f"--dbname={known['NAME']}")


def _run(*command: str) -> None:
    program = shutil.which(command[0])
    if program is None:
        raise MissingFile(f"机器上没有 {command[0]}；请安装与数据库同版本的 postgresql-client")
    environment = {**os.environ, "PGPASSWORD": str(settings.DATABASES["default"].get("PASSWORD", ""))}
    done = subprocess.run(  # noqa: S603  # our own arguments, no shell
        [program, *command[1:]], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise InvalidValue(f"{command[0]} 没有成功：{done.stderr.strip().splitlines()[-1:]}")


def _pack(target: Path, workspace: Workspace, database: Path) -> None:
    hashes = {}
    with tarfile.open(target, "w:gz", compresslevel=5) as archive:
        for name, path in _contents(workspace, database):
            hashes[name] = _hash(path)
            archive.add(path, name, recursive=False)
        manifest = {
            "guatu": __version__,
            "made_at": datetime.now().astimezone().isoformat(timespec="seconds"),
            "database": connection.vendor,
            "files": hashes,
        }
        said = target.with_name(_MANIFEST)
        said.write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
        archive.add(said, _MANIFEST)


def _contents(workspace: Workspace, database: Path) -> Iterator[tuple[str, Path]]:
    yield database.name, database
    for name in _KEPT_FILES:
        if workspace.path(name).is_file():
            yield name, workspace.path(name)
    for name in _KEPT_FOLDERS:
        for path in sorted(workspace.path(name).rglob("*")):
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(workspace.folder).parts):
                yield path.relative_to(workspace.folder).as_posix(), path


def _unpack(file: Path, folder: Path, passphrase: str) -> dict[str, object]:
    plain = file
    if is_sealed(file):
        if not passphrase:
            raise InvalidValue("这个备份加了密，请用 --passphrase-file 给出口令文件")
        plain = folder.with_name(f"{folder.name}.tar.gz")
    try:
        if plain is not file:
            unseal(file, plain, passphrase)
        with tarfile.open(plain, "r:gz") as archive:
            archive.extractall(folder, filter="data")
    except (tarfile.TarError, zlib.error, EOFError, OSError) as error:
        raise InvalidValue(f"{file.name} 不是完整的备份：{error}") from error
    finally:
        if plain is not file:
            plain.unlink(missing_ok=True)
    return _checked(file, folder)


def _checked(file: Path, folder: Path) -> dict[str, object]:
    said = folder / _MANIFEST
    if not said.is_file():
        raise InvalidValue(f"{file.name} 里没有备份清单，不是 guatu 的备份")
    manifest: dict[str, object] = json.loads(said.read_text(encoding="utf-8"))
    hashes = manifest.get("files")
    if not isinstance(hashes, dict):
        raise InvalidValue(f"{file.name} 的备份清单写得不对")
    for name, wanted in hashes.items():
        if not (folder / name).is_file() or _hash(folder / name) != wanted:
            raise InvalidValue(f"{file.name} 里的 {name} 缺失或损坏，没有恢复")
    said.unlink()
    for name in FOLDERS:
        (folder / name).mkdir(exist_ok=True)
    if (folder / SECRET_FILE).is_file():
        (folder / SECRET_FILE).chmod(0o600)
    return manifest


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
