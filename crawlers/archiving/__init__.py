"""The parts of the archive: WARC segments, their hash-chained index, revisions of ads, group commits."""
