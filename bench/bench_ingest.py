"""The whole `ingest` of text ads through the pipeline: archive to mentions, keys, links, index. Ads per second."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from threadline.data_folder import DataFolder
from threadline.demo.import_road import import_world
from threadline.demo.options import DemoOptions
from threadline.demo.truth import read_truth, write_truth


def main() -> None:
    """One JSON line. `THREADLINE_BENCH_ADS` sets the size of the world (default 30,000: the import road, no photos)."""
    ads = int(os.environ.get("THREADLINE_BENCH_ADS", "30000"))
    program = Path(sys.executable).with_name("threadline")
    with tempfile.TemporaryDirectory() as scratch:
        folder = DataFolder(Path(scratch) / "data").open("demo")
        folder.demo.mkdir()
        write_truth(DemoOptions(ads=max(ads, 20_001)), folder.demo, lambda _step, _done, _all: None)
        folder.archive.mkdir()
        for _ in import_world(read_truth(folder.demo), folder.demo / "partner", folder.archive):
            pass
        start = time.perf_counter(), os.times()
        command = [program, "ingest", "--json", "--data", str(folder.root)]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        wall, after = time.perf_counter() - start[0], os.times()
    counts = json.loads(done.stdout.splitlines()[-1])
    cpu = after.children_user + after.children_system - start[1].children_user - start[1].children_system
    figures = {
        "benchmark": "ingest",
        "ads": counts["ads"],
        "ads_per_second": round(counts["ads"] / wall),
        "ads_per_cpu_second": round(counts["ads"] / cpu),
        "clusters": counts["clusters"],
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
