"""The system's Chromium: how it is started, told apart from others on this machine, and ended when it hangs."""

import contextlib
import os
import secrets
import shutil
import signal
from pathlib import Path
from typing import Any, Final

_MARK: Final = "--threadline-crawl="
_NO_PROXY_BYPASS: Final = (
    # Chromium goes around any proxy for loopback, and resolves names itself for prefetches, unless told not to.
    "--proxy-bypass-list=<-loopback>",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    "--disable-quic",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-component-update",
)


def new_mark() -> str:
    """An argument that Chromium ignores and by which its process is found again."""
    return f"{_MARK}{secrets.token_hex(8)}"


def launch_options(proxy_port: int, mark: str) -> dict[str, Any]:
    """Playwright's launch options for a browser whose every connection goes through our proxy."""
    return {
        "executable_path": shutil.which("chromium") or shutil.which("chromium-browser"),
        "proxy": {"server": f"http://127.0.0.1:{proxy_port}"},
        "args": [*_NO_PROXY_BYPASS, mark],
        # The sandbox needs user namespaces, which root does not get.
        "chromium_sandbox": os.geteuid() != 0,
    }


def processes_of(mark: str) -> list[int]:
    """Process ids of the browsers (not their helpers) that carry this mark. Empty where there is no /proc."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            arguments = (folder / "cmdline").read_bytes().replace(b"\0", b" ")
            if mark.encode() in arguments and b"--type=" not in arguments:
                found.append(int(folder.name))
    return found


def kill(mark: str) -> None:
    """End a browser that no longer listens. Its helpers end with it."""
    for pid in processes_of(mark):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
