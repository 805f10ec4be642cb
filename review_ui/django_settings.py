"""Django's settings of a desk, made from the Desk alone: both settings modules are two lines long."""

from datetime import timedelta
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from review_ui.desk import Desk

_ROOM: Final = Path(__file__).parent
_APPS_OF: Final = {
    "hotline": ("review_ui.hotline", "review_ui.resources"),
    "casework": ("review_ui.investigations",),
}
_SHARED_APPS: Final = (
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
    "django.contrib.staticfiles", "review_ui.accounts",
)  # fmt: skip
_MIDDLEWARE: Final = (
    "review_ui.middleware.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "review_ui.middleware.origin.SameOriginOnly",
    "review_ui.middleware.size.BodyLimit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "review_ui.middleware.sessions.SessionLimits",
    "review_ui.middleware.entrance.Entrance",
    "django.contrib.messages.middleware.MessageMiddleware",
    "review_ui.middleware.faults.FaultPages",
)
_LANGUAGE_NAMES: Final = {"en": "English", "es": "Español"}


def desk_settings(desk: Desk) -> dict[str, Any]:
    """Every setting of the process that serves this desk. Makes the folder of its database."""
    desk.records.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return {
        "THREADLINE_DESK": desk,
        "DEBUG": False,
        "SECRET_KEY": desk.secret_key.hex(),
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"],
        "INSTALLED_APPS": [*_SHARED_APPS, *_APPS_OF[desk.name]],
        "MIDDLEWARE": list(_MIDDLEWARE),
        "ROOT_URLCONF": f"review_ui.urls_{desk.name}",
        "TEMPLATES": [_templates()],
        "DATABASES": {"default": database(desk)},
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "STATIC_URL": "/static/",
        "STATICFILES_DIRS": [_ROOM / "static"],
        "WHITENOISE_USE_FINDERS": True,
        "WHITENOISE_AUTOREFRESH": False,
        "WHITENOISE_MAX_AGE": 0,
        "LOGGING_CONFIG": None,
        "DATA_UPLOAD_MAX_MEMORY_SIZE": 1_000_000,
        "FILE_UPLOAD_MAX_MEMORY_SIZE": 5_000_000,
        **_accounts(),
        **_cookies(desk),
        **_languages(desk),
    }


def database(desk: Desk) -> dict[str, Any]:
    """The one database of the desk: SQLite with write-ahead log, or PostgreSQL where a URL is given."""
    if not desk.database_url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": desk.records,
            # Kept open by each thread: opening sets pragmas, and the last to close empties the log, at every page.
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                # IMMEDIATE: a transaction that begins by reading would otherwise fail, not wait, when it writes.
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
            },
        }
    url = urlsplit(desk.database_url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": url.path.lstrip("/"),
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "HOST": url.hostname or "",
        "PORT": url.port or "",
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _templates() -> dict[str, Any]:
    return {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_ROOM / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "review_ui.page.describe_page",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "review_ui.templatetags.shown"],
            "libraries": {},
        },
    }


def _accounts() -> dict[str, Any]:
    checks = "django.contrib.auth.password_validation"
    return {
        "AUTH_USER_MODEL": "accounts.Account",
        "AUTHENTICATION_BACKENDS": ["review_ui.accounts.recognition.AccountBackend"],
        "PASSWORD_HASHERS": ["django.contrib.auth.hashers.Argon2PasswordHasher"],
        # NIST SP 800-63B-4: 15 characters where a password stands alone, a list of common ones, no composition rules.
        "AUTH_PASSWORD_VALIDATORS": [
            {"NAME": f"{checks}.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
            {"NAME": f"{checks}.CommonPasswordValidator"},
            {
                "NAME": f"{checks}.UserAttributeSimilarityValidator",
                "OPTIONS": {"user_attributes": ("username", "shown_name")},
            },
        ],
        "LOGIN_URL": "log-in",
        "LOGIN_REDIRECT_URL": "start",
        "LOGOUT_REDIRECT_URL": "log-in",
    }


def _cookies(desk: Desk) -> dict[str, Any]:
    return {
        "SESSION_ENGINE": "review_ui.session_store",
        # Both desks may run on one host name, and cookies know no ports: the names must differ.
        "SESSION_COOKIE_NAME": f"__Host-{desk.name}",
        "SESSION_COOKIE_SECURE": True,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Strict",
        "SESSION_COOKIE_AGE": int(timedelta(hours=12).total_seconds()),
        "SESSION_EXPIRE_AT_BROWSER_CLOSE": True,
        "CSRF_COOKIE_NAME": f"__Host-{desk.name}-csrf",
        "CSRF_COOKIE_SECURE": True,
        "CSRF_COOKIE_HTTPONLY": True,
        "CSRF_COOKIE_SAMESITE": "Strict",
        "CSRF_FAILURE_VIEW": "review_ui.middleware.faults.refuse_forged",
        "LANGUAGE_COOKIE_NAME": f"__Host-{desk.name}-language",
        "LANGUAGE_COOKIE_SECURE": True,
        "LANGUAGE_COOKIE_HTTPONLY": True,
        "LANGUAGE_COOKIE_SAMESITE": "Strict",
        # The middleware of the headers sets the referrer policy, and not `no-referrer`: with that a browser sends
        # `Origin: null` with our own forms, which the check against forged requests refuses.
        "SECURE_REFERRER_POLICY": None,
        "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
    }


def _languages(desk: Desk) -> dict[str, Any]:
    return {
        "USE_TZ": True,
        "TIME_ZONE": desk.timezone,
        "USE_I18N": True,
        "LANGUAGE_CODE": desk.languages[0],
        "LANGUAGES": [(code, _LANGUAGE_NAMES.get(code, code)) for code in desk.languages],
        "LOCALE_PATHS": [_ROOM / "locale"],
        "FORMAT_MODULE_PATH": ["review_ui.formats"],
    }
