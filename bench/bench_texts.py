"""Near-duplicate texts: signatures a second, recall and precision, beside plain Python shingles and rensa.

THREADLINE_BENCH_ADS scales it (default 50,000). Truth: five texts of one template, at most 6 of 72 words changed. The
machine is shared: rates are per processor second, the clock stands beside them.
"""

import json
import os
import tempfile
import time
from pathlib import Path

import numpy as np
import rensa

from bench.hub_world import rate_pairs
from matching.text.band_file import BandFile
from matching.text.bands import band_texts
from matching.text.grouping import group_texts
from matching.text.shingles import shingle_texts

ADS = int(os.environ.get("THREADLINE_BENCH_ADS", "50000"))
COPIES = 5
WORDS = 72
VOCABULARY = 60_000


def write_texts() -> tuple[list[str], np.ndarray]:
    """Texts in random order and the template each was made from."""
    chance = np.random.default_rng(5)
    names = [f"word{number}" for number in range(VOCABULARY)]
    shares = 1 / np.arange(1, VOCABULARY + 1)
    cumulated = np.cumsum(shares / shares.sum())
    bases = np.searchsorted(cumulated, chance.random((ADS // COPIES, WORDS)))
    truth = chance.permutation(np.repeat(np.arange(ADS // COPIES), COPIES))
    texts = []
    for base in truth.tolist():
        words = bases[base].copy()
        for place in chance.integers(0, WORDS, chance.integers(0, 7)).tolist():
            words[place] = np.searchsorted(cumulated, chance.random())
        texts.append(" ".join(names[min(word, VOCABULARY - 1)] for word in words.tolist()))
    return texts, truth


def sign_plainly(texts: list[str]) -> float:
    """The reference: shingles as Python strings, one rensa signature at a time; texts a processor second."""
    used = time.process_time()
    for text in texts:
        words = text.split()
        minhash = rensa.RMinHash(128, 7)
        minhash.update({" ".join(words[place : place + 3]) for place in range(len(words) - 2)})
        minhash.digest()
    return len(texts) / (time.process_time() - used)


def main() -> None:
    """Print one JSON line."""
    texts, truth = write_texts()
    started, busy = time.perf_counter(), time.process_time()
    shingles = shingle_texts(texts)
    shingled = time.process_time()
    bands = band_texts(shingles)
    signed, clock = time.process_time(), time.perf_counter()
    groups = group_texts(bands, shingles)
    grouped = time.process_time()
    precision, recall, _ = rate_pairs(groups, truth)
    with tempfile.TemporaryDirectory() as folder:
        held = BandFile(Path(folder))
        held.add((f"{number:032x}", text) for number, text in enumerate(texts))
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
    figures = {
        "signatures_cpu_s": round(ADS / (signed - busy)),
        "signatures_clock_s": round(ADS / (clock - started)),
        "shingles_cpu_s": round(ADS / (shingled - busy)),
        "grouping_cpu_seconds": round(grouped - signed, 2),
        "precision": round(precision, 5),
        "recall": round(recall, 5),
        "bytes_a_text": round(size / ADS),
        "reference_cpu_s": round(sign_plainly(texts[:5000])),
    }
    print(json.dumps({"bench": "texts", "ads": ADS, **figures}))


if __name__ == "__main__":
    main()
