"""Pictures: hashing (decode, PDQ, pHash; limited worker, one core) and search of 1 and 10 million PDQ hashes.

Bars: 80 pictures a second and core; search at most twice the memory limit, which is measured in the same run as a plain
read of the same bytes. `BENCH_SCALE=0.1` shrinks the columns.
"""

import json
import os
import resource
import tempfile
import time
from pathlib import Path

import faiss
import numpy as np

from matching.pictures.column import HASH_BYTES, scan
from matching.pictures.hashing import PicturePool
from threadline.demo.gallery import Photo

SCALE = float(os.environ.get("BENCH_SCALE", "1"))
PICTURES = 150


def measure_hashing(folder: Path) -> dict[str, object]:
    """Processor time of one worker over drawn rooms of 640 x 480 px, its start left out."""
    paths = []
    for number in range(PICTURES):
        paths.append(folder / f"{number}.jpg")
        paths[-1].write_bytes(Photo(f"bench/{number}", 0, 0, has_figure=False).draw())
    with PicturePool(workers=1) as pool:
        pass
    seconds = []
    for count in (1, PICTURES + 1):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        with PicturePool(workers=1) as pool:
            assert not any(one.fault for one in pool.hash((paths + paths[:1])[:count]))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    per_second = PICTURES / (seconds[1] - seconds[0])
    return {"pictures": PICTURES, "pixels": "640x480", "per_second_and_core": round(per_second, 1), "bar": 80}


def measure_search(count: int) -> dict[str, object]:
    """Median processor time of a single query, beside that of summing the same bytes."""
    faiss.omp_set_num_threads(1)
    hashes = np.random.default_rng(1).integers(0, 256, (count, HASH_BYTES), np.uint8)
    query = hashes[count // 2].copy()
    words = hashes.view(np.uint64).ravel()
    searched, read = [], []
    for _ in range(9):
        begun = time.thread_time()
        rows, _ = scan(hashes, query, 90)
        searched.append(time.thread_time() - begun)
        assert count // 2 in rows
        begun = time.thread_time()
        np.bitwise_xor.reduce(words)
        read.append(time.thread_time() - begun)
    limit, spent = sorted(read)[4] * 1000, sorted(searched)[4] * 1000
    return {
        "hashes": count,
        "radius": 90,
        "milliseconds": round(spent, 2),
        "memory_limit_milliseconds": round(limit, 2),
        "ratio": round(spent / limit, 2),
        "bar": 2,
    }


def main() -> None:
    """One JSON line for all."""
    with tempfile.TemporaryDirectory() as folder:
        hashing = measure_hashing(Path(folder))
    searches = [measure_search(int(count * SCALE)) for count in (1_000_000, 10_000_000)]
    print(json.dumps({"bench": "pictures", "hashing": hashing, "search": searches}))


if __name__ == "__main__":
    main()
