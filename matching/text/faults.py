"""What can go wrong with texts."""


class TextError(Exception):
    """Base of every fault of this package."""


class BandFileError(TextError):
    """The packed files do not fit together or belong to another version; delete the folder, the next linking fills
    it."""
