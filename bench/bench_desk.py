"""Look-ups over HTTP at a real hotline desk, audit on: session, policy, audit row on disk, index, tips, services, page.

THREADLINE_BENCH_ADS scales it (default 30,000). Beside it stands the bare look-up of the index in this process.
"""

import http.client
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import quantiles

from bench.index_world import IndexWorld
from index.lookup import look_up
from index.open import open_index

ADS = int(os.environ.get("THREADLINE_BENCH_ADS", "30000"))
ROUNDS = 400
PASSWORD = "a quiet lamp beside the door"  # noqa: S105  # of a made-up account in a folder that is deleted
_SET_UP = """
import sys, django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from review_ui.accounts.people import add_user
add_user("worker", "worker", sys.argv[1])
"""


def main() -> None:
    """Print one JSON line; times are milliseconds."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        engine = open_index(data / "index")
        engine.put(IndexWorld(ADS).documents())
        numbers = pick_numbers(engine)
        figures |= summarise("bare", [measure(lambda one=one: look_up(engine, one, "US")) for one in numbers])
        engine.close()
        with serve(data) as port:
            for connections in (1, 8, 50):
                figures |= ask_together(port, numbers, connections)
    print(json.dumps({"bench": "desk", "ads": ADS, **figures}))


def pick_numbers(engine: object) -> list[str]:
    """Numbers that ads carry, the same for every run."""
    found = sorted({str(key.value) for document in scan(engine) for key in document.keys if key.kind == "phone"})
    return random.Random(7).sample(found, min(ROUNDS, len(found)))


def scan(engine: object) -> Iterator[object]:
    """Every document of the index."""
    from index.query import Query

    return engine.scan(Query())  # type: ignore[attr-defined,no-any-return]


def measure(task: object) -> float:
    """Milliseconds of one call."""
    started = time.perf_counter()
    task()  # type: ignore[operator]
    return (time.perf_counter() - started) * 1000


def summarise(name: str, times: list[float]) -> dict[str, float]:
    """The median and the 99th percentile."""
    cuts = quantiles(times, n=100)
    return {f"{name}_p50_ms": round(cuts[49], 2), f"{name}_p99_ms": round(cuts[98], 2)}


def ask_together(port: int, numbers: list[str], connections: int) -> dict[str, float]:
    """Each connection has its own session and call, and asks one number after another."""
    times: list[float] = []
    share = max(ROUNDS // connections, 8)
    workers = [Worker(port) for _ in range(connections)]

    def ask(worker: "Worker", start: int) -> None:
        times.extend(worker.look_up(numbers[(start + place) % len(numbers)]) for place in range(share))

    started = time.perf_counter()
    threads = [threading.Thread(target=ask, args=(one, place * share)) for place, one in enumerate(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate = len(times) / (time.perf_counter() - started)
    return summarise(f"http_{connections}", times) | {f"http_{connections}_per_s": round(rate, 1)}


class Worker:
    """A browser's worth of cookies: logged in, with an open call."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection("localhost", port)
        self._cookies: dict[str, str] = {}
        self._request("GET", "/log-in/")
        self._request("POST", "/log-in/", {"username": "worker", "password": PASSWORD})
        self._request("POST", "/calls/open/", {})

    def look_up(self, number: str) -> float:
        """Milliseconds until the whole answer is read."""
        started = time.perf_counter()
        body = self._request("POST", "/look-up/", {"typed": number}, fragment="true")
        took = (time.perf_counter() - started) * 1000
        assert b'data-figure="ads"' in body
        return took

    def _request(self, method: str, path: str, fields: dict[str, str] | None = None, fragment: str = "") -> bytes:
        token = next((value for name, value in self._cookies.items() if name.endswith("csrf")), "")
        body = urllib.parse.urlencode({**fields, "csrfmiddlewaretoken": token}) if fields is not None else None
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if fragment:
            headers["HX-Request"] = fragment
        self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        for name, value in response.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self._cookies[key] = rest.partition(";")[0]
        return response.read()


@contextmanager
def serve(data: Path) -> Iterator[int]:
    """The port of a hotline desk over `data`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    environment = os.environ | {
        "THREADLINE_DATA": str(data),
        "THREADLINE_HOTLINE_PORT": str(port),
        "DJANGO_SETTINGS_MODULE": "threadline.web.hotline",
    }
    subprocess.run([sys.executable, "-c", _SET_UP, PASSWORD], env=environment, check=True)
    command = [sys.executable, "-P", "-m", "threadline.web.server", "hotline"]
    server = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        for _ in range(150):
            try:
                socket.create_connection(("localhost", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait(10)


if __name__ == "__main__":
    main()
