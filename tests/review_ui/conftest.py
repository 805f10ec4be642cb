"""Both desks in one process, for speed: Django knows every app here, and a fixture chooses the desk of a test.

That each real process knows its own apps alone is proved in test_processes.py, over the settings modules themselves.
"""

import importlib.util
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import django
import pytest
from django.conf import settings as django_settings

from review_ui import every_app
from review_ui.django_settings import database

if not django_settings.configured:
    # Not through the environment: child processes of other tests must not inherit it.
    _chosen = {name: value for name, value in vars(every_app).items() if name.isupper()}
    if url := os.environ.get("THREADLINE_TEST_DATABASE"):
        # The same suite over PostgreSQL: THREADLINE_TEST_DATABASE=postgresql://user@127.0.0.1:5432/postgres
        _chosen["DATABASES"] = {"default": database(replace(every_app.THREADLINE_DESK, database_url=url))}  # type: ignore[attr-defined]
    django_settings.configure(**_chosen)
    django.setup()

from django.db import connection
from django.test import Client

from review_ui.accounts.models import Account
from review_ui.audit.recorder import chain_of
from review_ui.desk import Desk
from review_ui.evidence import open_engine

Enter = Callable[[str], Client]


def _load(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"review_ui_{name}", Path(__file__).with_name(f"{name}.py"))
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The small made-up world; its index is built once and only read."""
    module: Any = _load("made_up_world")
    module.index = tmp_path_factory.mktemp("world") / "index"
    module.build_index(module.index)
    return module


@pytest.fixture(scope="session")
def load_module() -> Callable[[str], ModuleType]:
    """Loads a module beside this file by its name."""
    return _load


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium; closed after each module, for Django refuses to work while Playwright's loop runs."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-background-networking"]
        opened = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=options)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def desk_server() -> Any:
    """Starts real desks."""
    return _load("desk_server")


@pytest.fixture
def hotline(settings: Any, tmp_path: Path, world: Any, db: None) -> Iterator[Desk]:
    """The hotline desk over the small world."""
    yield from _choose("hotline", settings, tmp_path, world)


@pytest.fixture
def casework(settings: Any, tmp_path: Path, world: Any, db: None) -> Iterator[Desk]:
    """The ad desks over the small world."""
    yield from _choose("casework", settings, tmp_path, world)


@pytest.fixture
def own_index(settings: Any, world: Any, tmp_path: Path) -> Iterator[Callable[[], None]]:
    """Gives the desk of a test a copy of the index that it may write to; call it once the desk is chosen."""

    def choose() -> None:
        folder = tmp_path / "own-index"
        shutil.copytree(world.index, folder, symlinks=True)
        settings.THREADLINE_DESK = replace(settings.THREADLINE_DESK, index=folder)

    yield choose
    open_engine().close()


@pytest.fixture
def dump_database(db: None) -> Callable[[], str]:
    """Everything the database holds, as text: binary fields as their bytes and in hexadecimal."""

    def dump() -> str:
        found = []
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names():
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
                for row in cursor.fetchall():
                    binary = [bytes(one) for one in row if isinstance(one, bytes | memoryview)]
                    found.append(repr(row) + repr(binary) + " ".join(one.hex() for one in binary))
        assert found
        return "\n".join(found)

    return dump


@pytest.fixture
def enter() -> Enter:
    """A logged-in client in a role."""

    def log_in(role: str) -> Client:
        account = Account.objects.create(username=f"{role}-{Account.objects.count()}", role=role, password="!")
        client = Client()
        client.force_login(account)
        session = client.session
        session["began_at"] = session["seen_at"] = time.time()
        session.save()
        return client

    return log_in


@pytest.fixture
def worker(hotline: Desk, enter: Enter) -> Client:
    """A hotline worker in a call."""
    client = enter("worker")
    client.post("/calls/open/")
    return client


@pytest.fixture
def investigator(casework: Desk, enter: Enter) -> Client:
    """An investigator in an investigation."""
    client = enter("investigator")
    client.post("/investigations/", {"title": "Motel line", "purpose": "Follow the number on the cards."})
    return client


def _choose(name: Any, settings: Any, tmp_path: Path, world: Any) -> Iterator[Desk]:
    folder = tmp_path / name
    desk = replace(
        settings.THREADLINE_DESK,
        name=name,
        index=world.index,
        archive=tmp_path / "archive",
        audit=folder / "audit.sqlite3",
        records=folder / "records.sqlite3",
    )
    settings.THREADLINE_DESK = desk
    settings.ROOT_URLCONF = f"review_ui.urls_{name}"
    yield desk
    chain_of(desk).close()
