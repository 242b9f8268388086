"""Django's settings, once a process. Importing this module configures Django, so it comes before `houdun.store.database`.

Which workspace is served is said later, by `settle`; until then there is no database.
"""

from __future__ import annotations

import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import django
import django_htmx
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connections

from houdun import config
from houdun.app.workspace import Workspace
from houdun.errors import UsageError
from houdun.files import write
from houdun.language import Bilingual
from houdun.store import address

KEY: Final = "web.key"
"""In the workspace: what sessions are signed with."""
LOCAL: Final = ("127.0.0.1", "localhost", "[::1]")
HERE: Final = Path(__file__).parent
STATIC: Final = {
    HERE / "static": "",
    HERE.parent / "report/template/shared": "report/",
    Path(django_htmx.__file__).parent / "static/django_htmx": "htmx/",
}
"""Folders whose files are handed out, and under which prefix."""
TRIES, PAUSE_HOURS = 8, 0.25
"""Failed sign-ins of one name from one address until it pauses, and for how long."""

SETTINGS: dict[str, Any] = {
    "INSTALLED_APPS": [
        "django.contrib.contenttypes",
        "django.contrib.auth",
        "django.contrib.sessions",
        "django_htmx",
        "axes",
        "houdun.store",
        "houdun.web",
    ],
    "AUTH_USER_MODEL": "web.Account",
    "AUTHENTICATION_BACKENDS": ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"],
    "AUTH_PASSWORD_VALIDATORS": [
        {"NAME": f"django.contrib.auth.password_validation.{name}", **more}
        for name, more in (
            ("UserAttributeSimilarityValidator", {}),
            ("MinimumLengthValidator", {"OPTIONS": {"min_length": 10}}),
            ("CommonPasswordValidator", {}),
            ("NumericPasswordValidator", {}),
        )
    ],
    "MIDDLEWARE": [
        "houdun.web.middleware.headers",
        "houdun.web.middleware.language",
        "django.middleware.security.SecurityMiddleware",
        "houdun.web.middleware.bounds",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "django_htmx.middleware.HtmxMiddleware",
        "houdun.web.middleware.failures",
        "axes.middleware.AxesMiddleware",
    ],
    "ROOT_URLCONF": "houdun.web.urls",
    "TEMPLATES": [
        {
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "DIRS": [HERE / "templates", HERE.parent / "report" / "template"],
            "OPTIONS": {
                "environment": "houdun.web.templating.environment",
                "context_processors": ["houdun.web.templating.context"],
            },
        },
    ],
    "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
    "USE_TZ": True,
    "USE_I18N": True,
    "LANGUAGES": [("zh-hans", "中文"), ("en", "English")],
    "LANGUAGE_CODE": "en",
    "STATIC_URL": "static/",
    "LOGIN_URL": "sign-in",
    "ALLOWED_HOSTS": list(LOCAL),
    "SESSION_COOKIE_AGE": 14 * 24 * 3600,
    "SESSION_COOKIE_NAME": "houdun",
    "CSRF_COOKIE_HTTPONLY": True,
    "CSRF_FAILURE_VIEW": "houdun.web.middleware.forged",
    "X_FRAME_OPTIONS": "DENY",
    "SECURE_REFERRER_POLICY": "same-origin",
    # What a browser sends is a form or one pasted message: files from outside come in through the channels.
    "DATA_UPLOAD_MAX_MEMORY_SIZE": 2 * 1024 * 1024,
    "FILE_UPLOAD_HANDLERS": ["django.core.files.uploadhandler.MemoryFileUploadHandler"],
    "FILE_UPLOAD_MAX_MEMORY_SIZE": 2 * 1024 * 1024,
    "AXES_USERNAME_FORM_FIELD": "username",  # of the credentials, whatever our form calls it
    "AXES_FAILURE_LIMIT": TRIES,
    "AXES_COOLOFF_TIME": PAUSE_HOURS,
    "AXES_LOCKOUT_PARAMETERS": [["username", "ip_address"]],
    "AXES_CLIENT_IP_CALLABLE": "houdun.web.accounts.throttle.address",
    "AXES_SENSITIVE_PARAMETERS": ["name", "username", "now", "again", "next", "csrfmiddlewaretoken"],
    "AXES_LOCKOUT_CALLABLE": "houdun.web.accounts.views.paused",
    "AXES_RESET_ON_SUCCESS": True,
    "AXES_VERBOSE": False,
    "LOGGING": {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"inert": {"()": "houdun.web.logs.Inert"}},
        "handlers": {
            "terminal": {"class": "logging.StreamHandler", "level": "ERROR", "formatter": "inert"},
            "nowhere": {"class": "logging.NullHandler"},
        },
        "loggers": {
            "django.request": {"handlers": ["terminal"], "propagate": False},
            "axes": {"handlers": ["nowhere"], "propagate": False},  # it would write names as they were typed
        },
    },
}

if settings.configured:
    if SETTINGS["ROOT_URLCONF"] != settings.ROOT_URLCONF:
        raise ImproperlyConfigured("houdun.web.project must be imported before houdun.store.database")
else:
    settings.configure(**SETTINGS, SECRET_KEY=secrets.token_urlsafe(50))
    django.setup()


@dataclass
class _Served:
    space: Workspace | None = None
    written_at: int = 0
    """When its settings' file was, in nanoseconds."""


_served = _Served()


def settle(space: Workspace, origin: str = "") -> None:
    """From now on this process serves that workspace. `origin` is how browsers reach us where a TLS proxy stands in front."""
    connections.settings["default"] = connections.configure_settings({"default": _database(space)})["default"]
    if "default" in connections:
        connections["default"].close()
        del connections["default"]
    settings.SECRET_KEY = _key(space.root)
    _behind_tls(origin)
    _served.space = space


def served() -> Workspace:
    """The workspace that this process serves, with its settings as their file has them; where that is broken, as it had them."""
    assert _served.space is not None, "settle comes first"
    with suppress(OSError, UsageError):
        written_at = (_served.space.root / config.FILE).stat().st_mtime_ns
        if written_at != _served.written_at:
            _served.written_at = written_at
            _served.space = _served.space.refreshed()
    return _served.space


def migrate() -> None:
    """Brings the web's own tables up to date. The store's are already: opening the workspace did that."""
    call_command("migrate", verbosity=0, interactive=False)


def _database(space: Workspace) -> dict[str, object]:
    return address.of(space.root, space.settings.database_url or None).options


def _key(root: Path) -> str:
    path = root / KEY
    if not path.exists():
        write(path, secrets.token_urlsafe(50).encode(), mode=0o600)
    return path.read_text(encoding="utf-8").strip()


def _behind_tls(origin: str) -> None:
    parts = urlsplit(origin)
    if origin and (parts.scheme != "https" or not parts.hostname or parts.path.strip("/")):
        raise UsageError(
            Bilingual(f"「{origin}」不是 https 站点地址", f"{origin!r} is not the address of an https site"),
            Bilingual("请写成 https://houdun.example.com", "write it like https://houdun.example.com"),
            where="--origin",
        )
    secure = bool(origin)
    settings.ALLOWED_HOSTS = [*LOCAL, parts.hostname] if parts.hostname else list(LOCAL)
    settings.CSRF_TRUSTED_ORIGINS = [origin.rstrip("/")] if origin else []
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = settings.SECURE_SSL_REDIRECT = secure
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if secure else None
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 3600 if secure else 0
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = secure
