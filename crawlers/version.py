"""Which version of us made a record, and how we introduce ourselves."""

import importlib.metadata


def software_version() -> str:
    """Our version, as installed."""
    try:
        return importlib.metadata.version("threadline")
    except importlib.metadata.PackageNotFoundError:
        return "unknown"


def user_agent(contact: str) -> str:
    """Who we are and where to complain."""
    return f"Threadline/{software_version()} (+{contact})"
