"""Look-ups over HTTP at a real hotline desk, audit on: session, policy, audit row on disk, index, tips, services, page.

THREADLINE_BENCH_ADS scales it (default 30,000); THREADLINE_BENCH_FOLDER keeps the filled folder for the next run.
Beside it stand the bare look-up of the index in this process, and the speed of the machine in the same minute.
"""

import json
import os
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from statistics import median, quantiles

from bench.desk_client import DeskClient
from bench.desk_load import ask_all
from bench.desk_world import COMMON, PASSWORD, Served, call_hub, fill, serve
from bench.index_world import IndexWorld
from index.lookup import look_up
from index.open import open_index

ADS = int(os.environ.get("THREADLINE_BENCH_ADS", "30000"))
ROUNDS = int(os.environ.get("THREADLINE_BENCH_ROUNDS", "1200"))


def main() -> None:
    """Print one JSON line; times are milliseconds."""
    figures: dict[str, float] = {}
    with place() as data:
        fill(data, ADS)
        engine = open_index(data / "index")
        numbers = pick_numbers()
        figures |= summarise("bare", [measure(lambda one=one: look_up(engine, one, "US")) for one in numbers])
        engine.close()
        with serve(data) as desk:
            for connections in (1, 8, 50):
                figures |= ask_together(desk, numbers, connections)
            figures |= ask_common(desk, numbers, "common")
            call_hub(data)
            figures |= ask_common(desk, numbers, "hub")
            figures |= type_in_browser(desk, numbers)
    figures["three_million_additions_ms"] = round(measure(lambda: sum(n * n for n in range(3_000_000))), 1)
    print(json.dumps({"bench": "desk", "ads": ADS, "load": round(os.getloadavg()[0], 1), **figures}))


@contextmanager
def place() -> Iterator[Path]:
    """The folder that was kept, or one that goes with this run."""
    if kept := os.environ.get("THREADLINE_BENCH_FOLDER"):
        Path(kept).mkdir(parents=True, exist_ok=True)
        yield Path(kept)
    else:
        with tempfile.TemporaryDirectory() as folder:
            yield Path(folder)


def pick_numbers() -> list[str]:
    """Numbers of the first ads, the same for every run."""
    documents = islice(IndexWorld(ADS).documents(), 20_000)
    found = {key.value for document in documents for key in document.keys if key.kind == "phone"}
    return random.Random(7).sample(sorted(found - {COMMON}), min(ROUNDS, len(found) - 1))


def measure(task: Callable[[], object]) -> float:
    """Milliseconds of one call."""
    started = time.perf_counter()
    task()
    return (time.perf_counter() - started) * 1000


def summarise(name: str, times: list[float]) -> dict[str, float]:
    """The median and the 99th percentile."""
    cuts = quantiles(times, n=100)
    return {f"{name}_p50_ms": round(cuts[49], 2), f"{name}_p99_ms": round(cuts[98], 2)}


def ask_together(desk: Served, numbers: list[str], connections: int) -> dict[str, float]:
    """Each connection has its own session and call, and asks one number after another."""
    share = max(ROUNDS // connections, 12)
    clients = [DeskClient(desk.port, PASSWORD) for _ in range(connections)]
    requests = [
        [client.look_up(numbers[(place * share + step) % len(numbers)]) for step in range(share)]
        for place, client in enumerate(clients)
    ]
    ask_all(desk.port, [own[:2] for own in requests])
    used, own_used, started = desk.processor_seconds(), time.process_time(), time.perf_counter()
    times = ask_all(desk.port, requests)
    took, each = time.perf_counter() - started, 1000 / len(times)
    name = f"http_{connections}"
    return summarise(name, times) | {
        f"{name}_per_s": round(len(times) / took, 1),
        f"{name}_processor_ms": round((desk.processor_seconds() - used) * each, 2),
        f"{name}_client_ms": round((time.process_time() - own_used) * each, 2),
    }


def ask_common(desk: Served, numbers: list[str], name: str) -> dict[str, float]:
    """A number on very many ads, turn by turn with ordinary ones."""
    client = DeskClient(desk.port, PASSWORD)
    common = client.look_up(COMMON)
    pairs = [request for one in numbers[:100] for request in (client.look_up(one), common)]
    times = ask_all(desk.port, [pairs])
    ordinary_ms, common_ms = median(times[::2]), median(times[1::2])
    return {
        f"{name}_ordinary_ms": round(ordinary_ms, 2),
        f"{name}_ms": round(common_ms, 2),
        f"{name}_ratio": round(common_ms / ordinary_ms, 2),
    }


def type_in_browser(desk: Served, numbers: list[str]) -> dict[str, float]:
    """Milliseconds in Chromium from the last digit typed until the answer can be read."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=options)
        page = browser.new_page()
        page.goto(f"http://localhost:{desk.port}/log-in/")
        page.fill("#id_username", "worker")
        page.fill("#id_password", PASSWORD)
        page.click("button.main")
        page.click("button.large")
        page.wait_for_selector("#typed")
        times = [_type_one(page, number) for number in numbers[:30]]
        browser.close()
    return {"browser_p50_ms": round(median(times), 1), "browser_max_ms": round(max(times), 1)}


_WATCH = """() => new Promise((done) => {
  let typed = 0;
  document.getElementById("typed").addEventListener("input", () => { typed = performance.now(); });
  const watcher = new MutationObserver(() => {
    if (!document.querySelector("#answer [data-figure=ads]")) return;
    watcher.disconnect();
    requestAnimationFrame(() => setTimeout(() => { window.took = performance.now() - typed; }, 0));
  });
  watcher.observe(document.getElementById("answer"), { childList: true, subtree: true });
  done();
})"""


def _type_one(page: object, number: str) -> float:
    page.fill("#typed", "")  # type: ignore[attr-defined]
    page.wait_for_selector("#answer .empty")  # type: ignore[attr-defined]
    page.evaluate("window.took = 0")  # type: ignore[attr-defined]
    page.evaluate(_WATCH)  # type: ignore[attr-defined]
    page.keyboard.type(number[1:], delay=40)  # type: ignore[attr-defined]
    for _ in range(400):
        if took := page.evaluate("window.took"):  # type: ignore[attr-defined]
            return float(took)
        page.wait_for_timeout(25)  # type: ignore[attr-defined]
    raise AssertionError("no answer within ten seconds")


if __name__ == "__main__":
    main()
