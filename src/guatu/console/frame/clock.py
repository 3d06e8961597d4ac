"""The site's clock (站点时钟). A demonstration starts on a day of its fictional year and goes on from there."""

from datetime import date, datetime, timedelta
from functools import lru_cache

from django.conf import settings
from django.utils import timezone

from guatu.domain import InvalidValue


def now() -> datetime:
    """Return the site's time, with its zone. All deadlines and stamps use this clock and no other."""
    return timezone.localtime(timezone.now() + _shift())


def today() -> date:
    """Return the site's day."""
    return now().date()


@lru_cache(maxsize=1)
def _shift() -> timedelta:
    """Return how far the demonstration's clock stands from the machine's; zero outside a demonstration.

    `demo_start` in site.toml reads `2024-10-02T09:00 at 2026-11-22T09:00:00+08:00`: the first moment of the
    demonstration, and the machine's moment it stands for; `guatu serve --demo` writes both.
    """
    written = settings.WORKSPACE.text("demo_start")
    if not settings.WORKSPACE.flag("demo") or not written:
        return timedelta(0)
    shown, mark, real = written.partition(" at ")
    try:
        start = timezone.make_aware(datetime.fromisoformat(shown))
        return start - datetime.fromisoformat(real) if mark else timedelta(0)
    except ValueError as error:
        raise InvalidValue(f"site.toml 的 demo_start 写得不对：{written}") from error
