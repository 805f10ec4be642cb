"""Everything that can go wrong in the crawlers, under one base class."""

from pathlib import Path


class CrawlError(Exception):
    """Base of all faults of this package; the message is meant for the operator."""


class DefinitionError(CrawlError):
    """A site definition cannot be used. Names the file, the line and the key."""

    def __init__(self, path: Path | str, line: int, key: str, reason: str) -> None:
        self.path, self.line, self.key, self.reason = path, line, key, reason
        super().__init__(f"{path}:{line}: {key}: {reason}")


class ArchiveError(CrawlError):
    """A stored record cannot be read, or does not say what its digest says."""


class RefusedAddressError(CrawlError):
    """An address that we never reach: private, loopback, link-local, metadata, or spelt to look like something else."""


class BodyTooLargeError(CrawlError):
    """An answer is larger, on the wire or decompressed, than we keep."""


class CertificateError(CrawlError):
    """A server's TLS certificate does not prove that it is who its address says; the message says why."""


class BrowserFailedError(CrawlError):
    """Our browser died or hung while it rendered a page: no sign of anything about the site."""


class RobotsUnreachableError(CrawlError):
    """A host's robots.txt cannot be read just now: until it can, everything there is forbidden (RFC 9309, 2.3.1.4)."""


class ImportFileError(CrawlError):
    """A partner's file cannot be read at all."""


class NothingToReadError(CrawlError):
    """A page does not carry what its definition requires; the message names the field."""


class CaptureFailedError(CrawlError):
    """A page that a person asked for could not be preserved; the message says why."""
