"""The workspace (工作区): the one folder a site lives in, and its settings file `site.toml`.

site.toml      what an administrator sets; every key has a default
secret.key     made at the first start, readable by its owner alone
site.sqlite3   accounts, submissions, approvals, audit (unless `database` names a PostgreSQL)
packs/         packs that were loaded, and the answers this site has signed
registers/     firms, projects, targets handed in as files
runs/          each run of a month with its papers
uploads/       workbooks and plans as they were handed in
issues/        bulletins as they were signed
static/        the pages' own files
"""

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from guatu.domain import InvalidValue

WORKSPACE_VARIABLE = "GUATU_WORKSPACE"
DATABASE_VARIABLE = "GUATU_DATABASE"
SETTINGS_FILE, SECRET_FILE, SQLITE_FILE = "site.toml", "secret.key", "site.sqlite3"
FOLDERS = ("packs", "registers", "runs", "uploads", "issues", "packages", "static")
# Every key of site.toml with its default; a key that is not here is a mistake and is said.
DEFAULTS: Mapping[str, object] = {
    "database": "",
    "hosts": ["127.0.0.1", "localhost"],
    "https": False,
    "site_name": "挂图作战平台",
    "language": "zh-hans",
    "time_zone": "Asia/Shanghai",
    "idle_minutes": 30,
    "password_days": 90,
    "lock_after": 5,
    "lock_minutes": 30,
    "second_factor_for": ["system", "security", "audit"],
    "deadline_hour": 17,
    "grace_hours": 0,
    "month_days": {},
    "demo": False,
    "demo_start": "",
    "oidc": {},
}


@dataclass(frozen=True)
class Workspace:
    """A site's folder and what its settings file says."""

    folder: Path
    settings: Mapping[str, object]

    def path(self, *parts: str) -> Path:
        """Return a path inside the workspace."""
        return self.folder.joinpath(*parts)

    @property
    def database(self) -> str:
        """The PostgreSQL to use (`postgresql://user@host/name`), empty for SQLite in the workspace."""
        return os.environ.get(DATABASE_VARIABLE, "") or str(self.settings["database"])

    def text(self, key: str) -> str:
        """Return a setting that is a text."""
        return str(self.settings[key])

    def number(self, key: str) -> int:
        """Return a setting that is a whole number; anything else raises InvalidValue."""
        value = self.settings[key]
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise InvalidValue(f"{SETTINGS_FILE} 的 {key} 应为不小于 0 的整数，实为 {value!r}")
        return value

    def flag(self, key: str) -> bool:
        """Return a setting that is yes or no."""
        return self.settings[key] is True

    def words(self, key: str) -> tuple[str, ...]:
        """Return a setting that is a list of texts; anything else raises InvalidValue."""
        value = self.settings[key]
        if not isinstance(value, list):
            raise InvalidValue(f'{SETTINGS_FILE} 的 {key} 应为一列文字，如 ["a", "b"]')
        return tuple(str(one) for one in value)

    def section(self, key: str) -> Mapping[str, object]:
        """Return a section such as [oidc]; empty where it is not written."""
        value = self.settings[key]
        return value if isinstance(value, dict) else {}


def current_workspace() -> Workspace:
    """Return the workspace that the environment names, by default the folder `workspace` beside the caller."""
    return read_workspace(Path(os.environ.get(WORKSPACE_VARIABLE, "workspace")))


def read_workspace(folder: Path) -> Workspace:
    """Return a workspace with its settings; a settings file that cannot be understood raises InvalidValue."""
    file = folder / SETTINGS_FILE
    if not file.is_file():
        return Workspace(folder.absolute(), dict(DEFAULTS))
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidValue(f"{file} 不是合格的 TOML：{error}") from error
    if unknown := sorted(written.keys() - DEFAULTS.keys()):
        raise InvalidValue(f"{file} 里有不认识的设置：{'、'.join(unknown)}；可用的有：{'、'.join(DEFAULTS)}")
    return Workspace(folder.absolute(), {**DEFAULTS, **written})


def make_workspace(folder: Path) -> Workspace:
    """Make the folders and the secret of a workspace; what is there stays as it is."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in FOLDERS:
        (folder / name).mkdir(exist_ok=True)
    secret = folder / SECRET_FILE
    if not secret.exists():
        with os.fdopen(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(64))
    return read_workspace(folder)


def secret_of(workspace: Workspace) -> str:
    """Return the site's secret; before the first start a passing one, which signs nothing that lasts."""
    file = workspace.path(SECRET_FILE)
    return file.read_text(encoding="utf-8").strip() if file.is_file() else secrets.token_urlsafe(64)
