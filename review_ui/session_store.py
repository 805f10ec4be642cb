"""Sessions in the desk's database, as Django keeps them, read with a prepared statement."""

from typing import Any, Final

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from review_ui.prepared import Prepared

_BY_KEY: Final = Prepared(Session, "session_key")


class SessionStore(db.SessionStore):
    """Django's own store but for the reading."""

    def load(self) -> dict[str, Any]:
        """What the session holds; empty for one that is unknown or over."""
        held = _BY_KEY.first(self.session_key) if self.session_key else None
        if held is None or held.expire_date <= timezone.now():
            self._session_key: str | None = None
            return {}
        return dict(self.decode(held.session_data))
