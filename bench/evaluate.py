"""Precision, recall and F of every extractor on the labelled cases, per kind and per family, beside phonenumbers alone.

`make eval` prints both parts; the floors of tests/extractors/floors.toml hold for the test part. Exit 1 below a floor.
"""

import sys
import tomllib
from pathlib import Path
from typing import Final

from bench.evaluation.cases import load_cases
from bench.evaluation.measuring import Table, measure
from bench.evaluation.readers import our_reader, phonenumbers_alone
from bench.evaluation.real_ads import NAME as REAL_ADS
from bench.evaluation.real_ads import measure_real_ads
from bench.evaluation.tally import Tally

FLOORS: Final = Path(__file__).parents[1] / "tests" / "extractors" / "floors.toml"
MOST: Final = ("traps_fired", "false_hits")
"""Figures that are bad when high; of every other the floor is the least."""
PARTS: Final = ("dev", "test")


def read_floors() -> dict[str, dict[str, float]]:
    """Return the floors: for each group the least precision, recall and F, and the most traps that may fire."""
    return tomllib.loads(FLOORS.read_text("utf-8"))


def below_floor(groups: Table, floors: dict[str, dict[str, float]]) -> list[str]:
    """Return a sentence for each figure that misses its floor, and for each group that has no cases."""
    faults = []
    for name, floor in floors.items():
        tally = groups.get(name)
        if tally is None:
            # Real ads are not ours to ship: where they are not at hand, nothing can be said.
            faults += [] if name == REAL_ADS else [f"{name}: no cases"]
            continue
        for figure, least in floor.items():
            value = tally.fired / max(tally.traps, 1) if figure == "traps_fired" else getattr(tally, figure)
            missed = value > least if figure in MOST else value < least
            if missed:
                faults.append(f"{name}: {figure} is {value:.4f}, the floor is {least}")
    return faults


def _row(name: str, tally: Tally, peer: Tally | None) -> str:
    ours = f"{tally.precision:6.3f} {tally.recall:6.3f} {tally.f1:6.3f} {tally.fired:4d}/{tally.traps:<4d}"
    beside = f"{peer.precision:6.3f} {peer.recall:6.3f} {peer.f1:6.3f} {peer.fired:4d}" if peer else ""
    return f"{name[:44]:44s} {tally.cases:5d} {ours} {beside}"


def _print_table(ours: Table, peer: Table) -> None:
    head = f"{'':44s} {'cases':>5s} {'P':>6s} {'R':>6s} {'F':>6s} {'fired':>9s}"
    print(f"{head}  phonenumbers alone: P R F fired")
    for name in sorted(ours):
        print(_row(name, ours[name], peer.get(name) if name.startswith("phone") else None))


def main() -> int:
    """Print every table; return 1 when the test part misses a floor."""
    cases = load_cases()
    read = our_reader()
    faults: list[str] = []
    for part in PARTS:
        chosen = [case for case in cases if case.part == part]
        groups, families = measure(chosen, read)
        peer_groups, peer_families = measure(chosen, phonenumbers_alone)
        print(f"\n== {part} part, {len(chosen)} cases ==")
        _print_table(groups, peer_groups)
        if "--families" in sys.argv or part == "dev":
            print()
            _print_table(families, peer_families)
        if part == "test":
            real = measure_real_ads()
            for name, tally in real.items():
                print(f"{name}: {tally.false_hits:.4f} false hits a text, {tally.cases} texts, {tally.right} places")
            faults = below_floor({**groups, **real}, read_floors())
    print("\n" + ("\n".join(faults) or "every floor of the test part holds"))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
