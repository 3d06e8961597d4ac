"""The site's settings for tests: a workspace of its own, quick password hashes, no hashed file names.

GUATU_DATABASE names a PostgreSQL on which the same tests run.
"""

import atexit
import os
import shutil
import tempfile

from guatu.console.workspace import WORKSPACE_VARIABLE

_FOLDER = tempfile.mkdtemp(prefix="guatu-site-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
os.environ[WORKSPACE_VARIABLE] = _FOLDER

from guatu.console.settings import *  # noqa: E402, F403
from guatu.console.workspace import make_workspace  # noqa: E402

WORKSPACE = make_workspace(WORKSPACE.folder)  # noqa: F405
WORKSPACE = type(WORKSPACE)(
    WORKSPACE.folder,
    {**WORKSPACE.settings, "demo": True, "demo_start": "", "second_factor_for": [], "password_days": 0},
)
SECRET_KEY = "for tests alone, and long enough that the checks of a deployment take it"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {  # names without hashes need no collected files
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if "sqlite3" in DATABASES["default"]["ENGINE"]:  # noqa: F405  # in memory, connections of several threads lock whole tables
    DATABASES["default"]["TEST"] = {"NAME": str(WORKSPACE.path("test.sqlite3"))}  # noqa: F405
