"""The shelf (政策包架): packs that come with guatu and packs that were loaded here, each by the key of its address."""

import os
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from guatu.console.people.models import User
from guatu.console.plans.models import PackFolder, PackSwitch
from guatu.domain import InvalidValue
from guatu.pack import Pack, Packs, bundled_names, load_packs


@dataclass(frozen=True)
class ShelfPack:
    """A pack this site knows. `name` is what desk is asked for, `key` stands in addresses; `order` 1 is read first."""

    key: str
    name: str
    pack: str
    version: str
    title: str
    is_bundled: bool
    loaded_at: datetime | None = None
    loaded_by: User | None = None
    order: int | None = None


def shelf() -> tuple[ShelfPack, ...]:
    """Return all known packs: those in use in their order, then the others, bundled ones first."""
    orders = _orders()
    bundled = (
        ShelfPack(one, one, pack.id, pack.version, pack.manifest.title, is_bundled=True, order=orders.get((one, "")))
        for one in bundled_names()
        if (pack := read_pack(one)) is not None
    )
    loaded = (
        ShelfPack(
            one.path,
            folder_of(one.path).as_posix(),
            one.pack,
            one.version,
            one.title,
            is_bundled=False,
            loaded_at=one.loaded_at,
            loaded_by=one.loaded_by,
            order=orders.get((one.pack, one.path)),
        )
        for one in PackFolder.objects.exclude(path="").select_related("loaded_by").order_by("-loaded_at", "-id")
    )
    return tuple(sorted((*bundled, *loaded), key=lambda one: (one.order is None, one.order or 0)))


def on_shelf(key: str) -> ShelfPack | None:
    """Return the known pack of a key, or None."""
    return next((one for one in shelf() if one.key == key), None)


def folder_of(path: str) -> Path:
    """Return the folder of a pack that was loaded here."""
    return Path(settings.WORKSPACE.path("packs", path))


def read_pack(name: str) -> Pack | None:
    """Return a pack without its cases; None where it cannot be read."""
    packs = read_packs(name)
    return None if packs is None else packs.main


def read_packs(name: str) -> Packs | None:
    """Return a pack with those it extends, without cases; what comes with guatu is read once."""
    return _bundled(name) if name in bundled_names() else _read(name)


def put_on_shelf(folder: Path, by: User, at: datetime) -> PackFolder:
    """Copy a pack's folder to the shelf, whole or not at all, and return its row; the same content is there once."""
    pack = read_pack(str(folder))
    if pack is None:
        raise InvalidValue(f"“{folder.name}”不是能读的政策包，没有装入")
    path = f"{pack.id}-{pack.version}"
    place = folder_of(path)
    if not place.is_dir():
        place.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{path}-", dir=place.parent))
        try:
            shutil.copytree(folder, aside / path)
            os.replace(aside / path, place)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    row, _made = PackFolder.objects.get_or_create(
        pack=pack.id,
        version=pack.version,
        defaults={"title": pack.manifest.title, "path": path, "loaded_at": at, "loaded_by": by},
    )
    return row


def row_of(one: ShelfPack, at: datetime) -> PackFolder:
    """Return the row of a known pack; a bundled one gets its row when it is first used."""
    row, _made = PackFolder.objects.get_or_create(
        pack=one.pack, version=one.version, defaults={"title": one.title, "loaded_at": at}
    )
    return row


def _orders() -> dict[tuple[str, str], int]:
    """Return the place of each pack in use, by its id and path."""
    switch = PackSwitch.objects.first()
    if switch is None:
        return {}
    places = switch.packplace_set.select_related("folder").order_by("order")
    return {(one.folder.pack, one.folder.path): number for number, one in enumerate(places, start=1)}


@lru_cache(maxsize=32)
def _bundled(name: str) -> Packs | None:
    return _read(name)


def _read(name: str) -> Packs | None:
    return load_packs((name,), with_cases=False)[0]
