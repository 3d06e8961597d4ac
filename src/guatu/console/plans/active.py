"""The packs in use (在用政策包), loaded once and kept until they are switched or a ruling is signed.

A run reads them with an overlay: units as they stood in its month, questions as they were answered here.
"""

import tempfile
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from guatu.console.frame.models import stamp_of
from guatu.console.people.tree import TREE
from guatu.console.plans.local import local_state
from guatu.console.plans.models import PackSwitch
from guatu.desk import write_local_pack
from guatu.domain import MissingFile
from guatu.pack import Packs, load_packs

PACKS = "packs"  # the stamp that is renewed by a switch


def pack_names() -> tuple[str, ...]:
    """Return the packs in use as desk is asked for them: names of bundled packs, folders of loaded ones."""
    switch = PackSwitch.objects.first()
    if switch is None:
        return ()
    folders = (place.folder for place in switch.packplace_set.select_related("folder"))
    return tuple(_name(one.pack, one.path) for one in folders)


def active_packs() -> Packs:
    """Return the packs in use; MissingFile where none was chosen yet or they cannot be read."""
    return _loaded(pack_names(), stamp_of(PACKS))


def main_place() -> str | None:
    """Return the code of the place that the packs in use are about, or None where none are in use."""
    return active_packs().main.manifest.place if pack_names() else None


def packs_for_run(month: date, folder: Path) -> tuple[str, ...]:
    """Return the packs for a run of a month, as `desk.MonthRequest.packs` takes them.

    Where units stood otherwise than the packs say, or questions were answered here, that is written as a pack into
    `folder`, which becomes the last of the names; where nothing differs no folder is made. MissingFile where no packs
    are in use. Asking again writes the same.
    """
    packs = active_packs()
    last_day = (month.replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    is_written = write_local_pack(folder, packs, local_state(last_day))
    return (*pack_names(), str(folder.absolute())) if is_written else pack_names()


def packs_on(month: date) -> Packs:
    """Return the packs in use as a run of a month reads them: with units as they stood and answers signed here.

    For what is asked of places and agencies in a month, such as its forms; MissingFile where no packs are in use.
    """
    return _loaded_on(month.replace(day=1), pack_names(), stamp_of(PACKS), stamp_of(TREE))


def _name(pack: str, path: str) -> str:
    return str(Path(settings.WORKSPACE.path("packs", path))) if path else pack


@lru_cache(maxsize=4)
def _loaded(names: tuple[str, ...], _unchanged: int) -> Packs:
    if not names:
        raise MissingFile("还没有选用政策包；请牵头单位经办在“政策包”页选用")
    packs, findings = load_packs(names, with_cases=False)
    if packs is None:
        raise MissingFile(f"在用的政策包读不了：{findings[0].sentence}")
    return packs


@lru_cache(maxsize=8)
def _loaded_on(month: date, _names: tuple[str, ...], *_unchanged: int) -> Packs:
    with tempfile.TemporaryDirectory(prefix="guatu-packs-") as folder:
        packs, findings = load_packs(packs_for_run(month, Path(folder) / "local"), with_cases=False)
    if packs is None:
        raise MissingFile(f"在用的政策包读不了：{findings[0].sentence}")
    return packs
