"""Why the index links two identifiers, in the reader's language."""

from typing import Final

from django.utils.translation import gettext, gettext_noop

_REASONS: Final = (
    gettext_noop("%s ad carries both"),
    gettext_noop("%s ads carry both"),
    gettext_noop("%s ad carries both, in %s wording"),
    gettext_noop("%s ads carry both, in %s wording"),
    gettext_noop("%s ads carry both, in %s different wordings"),
    gettext_noop("%s ad carries it and all that was asked"),
    gettext_noop("%s ads carry it and all that was asked"),
    gettext_noop("used by so many others that it says nothing about who belongs together"),
)


def why(reason: str) -> str:
    """A reason of the index in the reader's language; one that is not known stays as it is."""
    words = reason.split(" ")
    frame = " ".join("%s" if word.isdigit() else word for word in words)
    return gettext(frame) % tuple(word for word in words if word.isdigit()) if frame in _REASONS else reason
