"""The pages' own files (样式、脚本), put together at the start of the site from the installed packages."""

from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile

# Browsers of 2018 do not know `?.` and `??`. htmx 2 has each once; these are the same statements in older words.
_OLDER_WORDS = ((b"?.swapDelay", b".swapDelay"), (b".push??", b".push||"), (b".push ??", b".push ||"))
_OF_HTMX = "django_htmx/htmx-2"


class OldBrowserStorage(ManifestStaticFilesStorage):
    """Files under names with a hash of their content; htmx in words that a browser of 2018 reads."""

    manifest_strict = False

    def post_process(self, *args: Any, **options: Any) -> Iterator[Any]:  # Any: as in Django's own
        """Put htmx into older words before its name is made."""
        for name in [one for one in args[0] if one.startswith(_OF_HTMX)]:
            self._put_into_older_words(name)
        yield from super().post_process(*args, **options)

    def _put_into_older_words(self, name: str) -> None:
        with self.open(name) as file:
            content = older = file.read()
        for modern, old in _OLDER_WORDS:
            older = older.replace(modern, old)
        if older != content:
            self.delete(name)
            self.save(name, ContentFile(older))
