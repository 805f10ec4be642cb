"""What can go wrong in the extractors' data; texts never raise."""


class ExtractorError(Exception):
    """Base of the package's errors."""


class IndicatorError(ExtractorError):
    """An indicator list is not fit for use: the message names file and entry."""


class MissingExtraError(ExtractorError):
    """An optional part of the installation is needed and not there; the message says how to get it."""
