"""The operator's hash list in front of the picture store."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crawlers.pictures import STORE_ALL, Screen
from matching.pictures.faults import HashListError
from matching.pictures.screening import open_screen
from threadline.config import Settings
from threadline.data_folder import DataFolderError


@contextmanager
def screening(settings: Settings) -> Iterator[Screen]:
    """The screen that the settings ask for.

    Raises DataFolderError when the list cannot be read: then nothing is crawled.
    """
    if not settings.hash_list:
        yield STORE_ALL
        return
    folder = settings.folder
    try:
        opened = open_screen(Path(settings.hash_list), folder.root / "quarantine", folder.key("quarantine"))
        with opened as screen:
            yield screen
    except HashListError as error:
        raise DataFolderError(str(error)) from error
