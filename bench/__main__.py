"""Run every benchmark of this folder, one after another: each prints one JSON line."""

import subprocess
import sys
from pathlib import Path
from typing import Final

BENCHMARKS: Final = tuple(sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py")))


def main() -> int:
    """Highest exit code of all benchmarks; one that fails does not stop the others."""
    codes = []
    for name in BENCHMARKS:
        print(f"{name} ...", file=sys.stderr, flush=True)
        codes.append(subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode)
    return max(codes, default=0)


if __name__ == "__main__":
    sys.exit(main())
