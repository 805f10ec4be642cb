"""Work that needs a desk's database, done in a process of its own: Django knows one desk per process."""

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, Final, TypeVar

from review_ui.desk import DeskName
from threadline.config import Settings

Answer = TypeVar("Answer")

SETTINGS_MODULES: Final = {"hotline": "threadline.web.hotline", "casework": "threadline.web.casework"}


def at_desk(settings: Settings, name: DeskName, task: Callable[..., Answer], *arguments: Any) -> Answer:
    """Run a module-level function where Django is set up for this desk and its database is migrated.

    Arguments and answer must pickle. Exceptions of the task are raised here.
    """
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(_run, str(settings.data), name, task, arguments).result()


def _run(data: str, name: DeskName, task: Callable[..., Answer], arguments: tuple[Any, ...]) -> Answer:
    set_up_desk(Path(data), name)
    return task(*arguments)


def set_up_desk(data: Path, name: DeskName) -> None:
    """Set this process up for one desk, once, and bring its database up to date."""
    os.environ["THREADLINE_DATA"] = str(data)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS_MODULES[name]
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
