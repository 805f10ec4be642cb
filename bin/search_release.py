"""Which search servers the tests run, and how they get here: Maven artifacts, checked against a digest."""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

PATIENCE_SECONDS = 240


@dataclass(frozen=True)
class Release:
    engine: str
    version: str
    java: range
    sha256: str

    @property
    def coordinate(self) -> str:
        return f"org.{self.engine}.distribution.integ-test-zip:{self.engine}:{self.version}:zip"


# Newest first: the first one that a Java on this machine can run is taken. OpenSearch 2 needs the security manager,
# which Java 24 has lost.
RELEASES = (
    Release(
        "elasticsearch", "9.2.0", range(21, 99), "bf44938a0490ba2a303d39c9cb64b38963dd08c812ce93e10816e878585bcb6b"
    ),
    Release(
        "elasticsearch", "8.19.3", range(17, 99), "c4b08b70523700efde9f3e4c9287229f085c2c0db1efca5c6a7d65abbdb9f2e1"
    ),
    Release("opensearch", "3.5.0", range(21, 99), "b676ad392c95a94d8d2bd8785b8b922c7811536daf6a9ec0c7277a34bd8a17a9"),
    Release("opensearch", "2.19.1", range(11, 24), "af7152d8b7f6f1cee09d47276b32b70479fe6dd8cdbb61213f84eb7f8098b261"),
)


class UnavailableError(Exception):
    """What is missing here, and how to get it."""


def find_base() -> Path:
    """Where servers are kept: in the checkout, unless nobody could not reach it there."""
    if named := os.environ.get("THREADLINE_SEARCH_CACHE"):
        return Path(named).resolve()
    base = Path(__file__).resolve().parents[1] / ".cache" / "search-server"
    outside = [folder for folder in base.parents if folder.exists() and not folder.stat().st_mode & 0o001]
    if os.geteuid() == 0 and outside:
        return Path(tempfile.gettempdir()) / "threadline-search-server"
    return base


def find_java(wanted: range) -> Path | None:
    """Home of the newest Java among the wanted versions."""
    homes = {Path(os.environ[name]) for name in ("THREADLINE_SEARCH_JAVA_HOME", "JAVA_HOME") if os.environ.get(name)}
    homes |= {path.parent.parent for path in Path("/usr/lib/jvm").glob("*/bin/java")}
    if on_path := shutil.which("java"):
        homes.add(Path(on_path).resolve().parent.parent)
    versions = {home.resolve(): read_java(home) for home in homes}
    fitting = [home for home, version in versions.items() if version in wanted]
    return max(fitting, key=lambda home: versions[home], default=None)


def read_java(home: Path) -> int:
    with contextlib.suppress(OSError):
        for line in (home / "release").read_text(encoding="utf-8").splitlines():
            if line.startswith("JAVA_VERSION="):
                return int(line.split('"')[1].split(".")[0])
    return 0


def choose(engine: str, version: str) -> tuple[Release, Path]:
    known = [release for release in RELEASES if release.engine == engine and version in ("", release.version)]
    if not known:
        raise UnavailableError(
            f"no pinned {engine} {version}; known: {', '.join(r.version for r in RELEASES if r.engine == engine)}"
        )
    for release in known:
        if java := find_java(release.java):
            return release, java
    raise UnavailableError(
        f"{engine} {known[-1].version} needs Java {known[-1].java.start} or newer: install one, or set JAVA_HOME"
    )


def fetch(base: Path, release: Release) -> Path:
    """The unpacked server; two processes that want it at once wait for each other."""
    home = base / f"{release.engine}-{release.version}"
    base.mkdir(parents=True, exist_ok=True)
    with (base / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            unpack(download(base, release), home)
    return home


def download(base: Path, release: Release) -> Path:
    if shutil.which("mvn") is None:
        raise UnavailableError("Maven (mvn) is not installed: it fetches the servers")
    say(f"fetching {release.coordinate}")
    target = base / "zips"
    call = ["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={release.coordinate}", f"-DoutputDirectory={target}"]
    try:
        run = subprocess.run(  # noqa: S603  pinned words only
            call, capture_output=True, text=True, timeout=PATIENCE_SECONDS, check=False, cwd=base
        )
    except subprocess.TimeoutExpired:
        raise UnavailableError(f"Maven did not bring {release.coordinate} in {PATIENCE_SECONDS} s") from None
    path = target / f"{release.engine}-{release.version}.zip"
    if run.returncode or not path.exists():
        why = next((line for line in run.stdout.splitlines() if line.startswith("[ERROR]")), "no reason given")
        raise UnavailableError(f"Maven could not bring {release.coordinate}: {why[:300]}")
    if (digest := hashlib.sha256(path.read_bytes()).hexdigest()) != release.sha256:
        path.unlink()
        raise UnavailableError(f"{path.name} has sha256 {digest}, not the pinned {release.sha256}: not used")
    return path


def unpack(archive: Path, home: Path) -> None:
    draft = home.with_name(f".{home.name}.draft")
    shutil.rmtree(draft, ignore_errors=True)
    with zipfile.ZipFile(archive) as packed:
        for member in packed.infolist():
            target = Path(packed.extract(member, draft))
            if not member.is_dir():
                target.chmod(member.external_attr >> 16 & 0o755 | 0o444)
    (draft / home.name).rename(home)
    draft.rmdir()


def say(message: str) -> None:
    """Progress goes to standard error: standard output is for the URLs."""
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()
