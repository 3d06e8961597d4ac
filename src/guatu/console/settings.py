"""Django's settings, made from the workspace; an administrator writes `site.toml`, never this file."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from guatu.console.workspace import SQLITE_FILE, Workspace, current_workspace, secret_of
from guatu.domain import InvalidValue

WORKSPACE = current_workspace()


def _database(workspace: Workspace) -> dict[str, Any]:  # Any: the shape is Django's
    if not workspace.database:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(workspace.path(SQLITE_FILE)),
            "OPTIONS": {
                # Without IMMEDIATE, reading before writing fails under load; see docs/decisions.
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-32000;",
            },
        }
    parts = urlsplit(workspace.database)
    if parts.scheme not in ("postgresql", "postgres"):
        raise InvalidValue("database 应写成 postgresql://用户:口令@主机:端口/库名，或留空使用 SQLite")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": _host(parts.netloc),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parse_qsl(parts.query)),
    }


def _host(netloc: str) -> str:
    """Return the server's name; a folder with its socket is written %2Fvar%2Frun%2Fpostgresql and keeps its case."""
    place = netloc.rpartition("@")[2]
    return unquote(place if place.startswith("[") else place.partition(":")[0])


DEBUG = False
SECRET_KEY = secret_of(WORKSPACE)
ALLOWED_HOSTS = list(WORKSPACE.words("hosts"))
DATABASES = {"default": _database(WORKSPACE)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.User"
ROOT_URLCONF = "guatu.console.urls"
WSGI_APPLICATION = "guatu.console.wsgi.application"

# From the top down: a slice may import those below it (see .importlinter).
SLICES = ("worklist", "exchange", "bulletins", "monitor", "reporting", "plans", "people", "jobs", "audit", "frame")
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "axes",
    "guatu.console.operation",
    *(f"guatu.console.{name}" for name in SLICES),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "guatu.console.frame.headers.SecurityHeaders",
    "guatu.console.frame.sizes.RequestSize",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "guatu.console.frame.signs.PlainSigns",
    "guatu.console.people.gate.Gate",
    "axes.middleware.AxesMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "guatu.console.people.context.page_frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "guatu.console.frame.templatetags.paper",
            ],
        },
    }
]

LANGUAGE_CODE = WORKSPACE.text("language")
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
TIME_ZONE = WORKSPACE.text("time_zone")
USE_TZ = True
USE_I18N = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATIC_ROOT = WORKSPACE.path("static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "guatu.console.frame.assets.OldBrowserStorage"},
}
MEDIA_ROOT = WORKSPACE.path("uploads")
# A workbook of a month is a few hundred kilobytes; a plan with scans may be larger and is refused with a sentence.
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 << 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_PERMISSIONS = 0o640

AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "guatu.console.people.passwords.MixedCharacters"},
    {"NAME": "guatu.console.people.passwords.NotUsedLately"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "worklist"
SESSION_COOKIE_AGE = WORKSPACE.number("idle_minutes") * 60
SESSION_SAVE_EVERY_REQUEST = False  # the gate renews a session that is in use, not every page of it
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "guatu.console.frame.views.stale_page"
AXES_FAILURE_LIMIT = WORKSPACE.number("lock_after")
AXES_COOLOFF_TIME = WORKSPACE.number("lock_minutes") / 60
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the page says when the lock ends, and that holds
AXES_DISABLE_ACCESS_LOG = True  # the trail keeps it
AXES_LOCKOUT_CALLABLE = "guatu.console.people.locked.locked_out"
AXES_ENABLE_ADMIN = False
# An account is locked wherever the wrong passwords came from; counting by address as well would let one go on.
OTP_TOTP_ISSUER = "guatu"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # a page that is framed by another page of the site says so: @xframe_options_sameorigin
_HTTPS = WORKSPACE.flag("https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = _HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = _HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
# An intranet without certificates cannot redirect to https or send HSTS; `https = true` in site.toml turns all on.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
if not _HTTPS:
    SILENCED_SYSTEM_CHECKS += ["security.W004", "security.W008", "security.W012", "security.W016"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"screen": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["screen"], "level": "WARNING"},
    "loggers": {"guatu": {"level": "INFO"}},
}
