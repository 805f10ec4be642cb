"""Nodes of a search server on loopback: configured, started, awaited, stopped."""

import contextlib
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from search_release import PATIENCE_SECONDS, Release


@dataclass(frozen=True)
class Plan:
    release: Release
    home: Path
    java: Path
    folder: Path
    ports: list[tuple[int, int]]
    heap: str
    extra: dict[str, str]
    java_options: str


def configure(plan: Plan, number: int) -> Path:
    """The folder of one node, with its own configuration."""
    node = plan.folder / f"node-{number}"
    shutil.copytree(plan.home / "config", node / "config")
    for name in ("data", "logs", "tmp"):
        (node / name).mkdir()
    options = node / "config" / "jvm.options"
    kept = [line for line in options.read_text().splitlines() if not any(mark in line for mark in ("gc.log", "-Xm"))]
    options.write_text("\n".join(kept) + "\n")
    http, transport = plan.ports[number - 1]
    (node / "config" / f"{plan.release.engine}.yml").write_text(
        json.dumps(settings(plan, node, http, transport), indent=1)
    )
    return node


def settings(plan: Plan, node: Path, http: int, transport: int) -> dict[str, object]:
    """JSON is YAML."""
    names = [f"node-{number}" for number in range(1, len(plan.ports) + 1)]
    kept: dict[str, object] = {
        "cluster.name": plan.folder.name,
        "node.name": node.name,
        "network.host": "127.0.0.1",
        "http.port": http,
        "transport.port": transport,
        "path.data": str(node / "data"),
        "path.logs": str(node / "logs"),
        "cluster.routing.allocation.disk.threshold_enabled": False,
        **plan.extra,
    }
    if plan.release.engine == "elasticsearch":
        kept["xpack.security.enabled"] = False
    if len(names) == 1:
        return kept | {"discovery.type": "single-node"}
    first = "initial_master_nodes" if plan.release.engine == "elasticsearch" else "initial_cluster_manager_nodes"
    return kept | {"discovery.seed_hosts": [f"127.0.0.1:{port}" for _, port in plan.ports], f"cluster.{first}": names}


def launch(plan: Plan, number: int) -> subprocess.Popen[bytes]:
    """Start one node, as nobody when we are root."""
    node = configure(plan, number)
    who = pwd.getpwnam("nobody") if os.geteuid() == 0 else None
    if who:
        for path in (node, *node.rglob("*")):
            os.chown(path, who.pw_uid, who.pw_gid)
    with (plan.folder / f"{node.name}.log").open("wb") as output:
        process = subprocess.Popen(  # noqa: S603  a path of ours, no word of anybody else's
            [plan.home / "bin" / plan.release.engine], env=environment(plan, node), cwd=node, stdin=subprocess.DEVNULL,
            stdout=output, stderr=output, start_new_session=True, user=who and who.pw_uid, group=who and who.pw_gid,
            extra_groups=[] if who else None,
        )  # fmt: skip
    (plan.folder / f"{node.name}.pid").write_text(str(process.pid))
    return process


def environment(plan: Plan, node: Path) -> dict[str, str]:
    """Nothing of the caller's environment reaches the server."""
    prefix = {"elasticsearch": "ES", "opensearch": "OPENSEARCH"}[plan.release.engine]
    return {
        "PATH": os.defpath,
        "HOME": str(node / "tmp"),
        f"{prefix}_JAVA_HOME": str(plan.java),
        f"{prefix}_PATH_CONF": str(node / "config"),
        f"{prefix}_TMPDIR": str(node / "tmp"),
        f"{prefix}_JAVA_OPTS": f"-Xms512m -Xmx{plan.heap} {plan.java_options}".strip(),
    }


def await_health(plan: Plan, processes: list[subprocess.Popen[bytes]]) -> None:
    """Return when every node has joined and no primary shard is missing."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        for number, process in enumerate(processes, 1):
            if process.poll() is not None:
                tail = (plan.folder / f"node-{number}.log").read_text(errors="replace").splitlines()[-15:]
                raise RuntimeError("\n".join([f"node {number} ended with {process.returncode}:", *tail]))
        if is_healthy(plan.ports[0][0], len(processes)):
            return
        time.sleep(0.5)
    raise RuntimeError(f"{plan.release.engine} was not ready in {PATIENCE_SECONDS} s; its log is in {plan.folder}")


def is_healthy(port: int, nodes: int) -> bool:
    """Whether the node on that port sees all of them, and is green or yellow."""
    question = f"/_cluster/health?wait_for_status=yellow&wait_for_nodes=>={nodes}&timeout=2s"
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{question}", timeout=5) as answer:
            return not json.load(answer)["timed_out"]
    except (OSError, urllib.error.URLError):
        return False


def find_ports(first: int, nodes: int) -> list[tuple[int, int]]:
    """Pairs of HTTP and transport ports; free ones where none was asked for."""
    with contextlib.ExitStack() as stack:
        held = [stack.enter_context(socket.socket()) for _ in range(2 * nodes)]
        for taken in held:
            taken.bind(("127.0.0.1", 0))
        free = [taken.getsockname()[1] for taken in held]
    return [(first + number if first else free[2 * number], free[2 * number + 1]) for number in range(nodes)]


def pids(folder: Path) -> list[int]:
    return [int(path.read_text()) for path in sorted(folder.glob("node-*.pid"))]


def alive(pid: int) -> bool:
    """Whether that process is one of our servers and not another that got its number later."""
    with contextlib.suppress(OSError):
        return b"search" in Path(f"/proc/{pid}/cmdline").read_bytes()
    return False


def send_kill(folder: Path, number: int) -> None:
    """SIGKILL to one node."""
    send(pids(folder)[number - 1], signal.SIGKILL)


def send(pid: int, number: int) -> None:
    if alive(pid):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(pid, number)


def stop(folder: Path) -> None:
    for pid in pids(folder):
        send(pid, signal.SIGTERM)
    deadline = time.monotonic() + 15
    while any(alive(pid) for pid in pids(folder)) and time.monotonic() < deadline:
        with contextlib.suppress(ChildProcessError):
            os.waitpid(-1, os.WNOHANG)  # our own children would stay behind as zombies
        time.sleep(0.2)
    for pid in pids(folder):
        send(pid, signal.SIGKILL)
    shutil.rmtree(folder, ignore_errors=True)


def follow(folder: Path, leader: int) -> None:
    """Stop the server when the process that wanted it has ended, however it ended."""
    while Path(f"/proc/{leader}").exists() and any(alive(pid) for pid in pids(folder)):
        time.sleep(1)
    stop(folder)
