"""What can go wrong with pictures."""


class PictureError(Exception):
    """Base of every fault of this package."""


class UnreadablePictureError(PictureError):
    """The bytes are no picture we read, or one beyond our limits; the message names what is wrong with it."""


class ColumnError(PictureError):
    """The column's files do not fit together, or belong to another version."""


class HashListError(PictureError):
    """A hash list cannot be read; the message names file and line."""


class RoomModelsMissingError(PictureError):
    """The extra `room` or its models are not installed; the message says how to get them."""
