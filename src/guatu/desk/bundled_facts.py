"""Find the folder of facts that is meant: a folder of the caller, or figures that come with guatu."""

from importlib.resources import files
from pathlib import Path

from guatu.domain import MissingFile

_BUNDLED = "published"


def find_facts(name: str) -> Path:
    """Return the folder of a name: a path, or `published/chuxiong` for bundled published figures; else MissingFile."""
    folder = Path(name)
    if folder.is_dir():
        return folder
    bundled = Path(str(files("guatu"))) / name
    if folder.parts[:1] == (_BUNDLED,) and ".." not in folder.parts and bundled.is_dir():
        return bundled
    folders = sorted(path.name for path in (Path(str(files("guatu"))) / _BUNDLED).iterdir() if path.is_dir())
    known = "、".join(f"{_BUNDLED}/{one}" for one in folders)
    raise MissingFile(f"没有数据文件夹“{name}”；请写一个已有的文件夹，或自带数据：{known}")
