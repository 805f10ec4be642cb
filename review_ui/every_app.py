"""Settings that know every app of both desks: for the type checker, `makemigrations` and the tests, never to serve."""

import tempfile
from pathlib import Path

from review_ui.desk import Desk
from review_ui.django_settings import desk_settings

_NOWHERE = Path(tempfile.gettempdir()) / "threadline-every-app"
_KEY = b"no secret: nothing is served".ljust(32)

globals().update(
    desk_settings(
        Desk(
            name="hotline",
            index=_NOWHERE / "index",
            archive=_NOWHERE / "archive",
            audit=_NOWHERE / "audit.sqlite3",
            records=_NOWHERE / "records.sqlite3",
            secret_key=_KEY,
            audit_key=_KEY,
            record_key=_KEY,
            port=0,
        )
    )
)
INSTALLED_APPS = [
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
    "django.contrib.staticfiles", "review_ui.accounts", "review_ui.hotline", "review_ui.resources",
    "review_ui.investigations",
]  # fmt: skip
