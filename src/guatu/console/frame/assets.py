"""The pages' own files (样式、脚本), put together at the start of the site from the installed packages."""

import re
from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.files.base import ContentFile

# Browsers of 2018 do not know `?.`, `??` and `Object.fromEntries`, and a script with the first two is no script to
# them. htmx 2 has few of each; these are the same statements in older words.
_OLDER_WORDS = (
    (re.compile(rb"([\w$]+)\?\.(?=[A-Za-z_$])"), rb"\1&&\1."),
    (re.compile(rb"([\w$.]+) ?\?\? ?"), rb"\1!=null?\1:"),
    (re.compile(rb"Object\.fromEntries\(([\w$]+)\)"), rb"Array.from(\1).reduce((a,b)=>(a[b[0]]=b[1],a),{})"),
)
_OF_HTMX = "django_htmx/htmx-2"


class OldBrowserStorage(ManifestStaticFilesStorage):
    """Files under names with a hash of their content; htmx in words that a browser of 2018 reads."""

    manifest_strict = False

    def post_process(self, paths: dict[str, Any], *args: Any, **options: Any) -> Iterator[Any]:  # Any: as in Django's
        """Put htmx into older words before its name is made, and make the name and the served file from these."""
        older = {name: (self, name) for name in paths if name.startswith(_OF_HTMX)}
        for name in older:
            self._put_into_older_words(name)
        yield from super().post_process({**paths, **older}, *args, **options)

    def _put_into_older_words(self, name: str) -> None:
        with self.open(name) as file:
            content = older = file.read()
        for modern, old in _OLDER_WORDS:
            older = modern.sub(old, older)
        if older != content:
            self.delete(name)
            self.save(name, ContentFile(older))
