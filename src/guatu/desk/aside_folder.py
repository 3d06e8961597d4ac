"""All or nothing on disk: results are written beside the folder that was asked for and take their places at the end."""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def written_aside(out: Path, stale: Iterable[str] = ()) -> Iterator[Path]:
    """Give a folder beside `out`; when all went well its files take their places, otherwise nothing is left.

    `stale` names files of an earlier run, relative to `out`, that go away where they are not written again. Everything
    else in `out` stays as it is.
    """
    out.parent.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        yield folder
        out.mkdir(exist_ok=True)
        for name in stale:
            (out / name).unlink(missing_ok=True)
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            place = out / path.relative_to(folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            os.replace(path, place)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
