"""The audit chain finds every change, and loses nothing it acknowledged."""

import multiprocessing
import os
import signal
import sqlite3
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_ui.audit.chain import AuditChain
from review_ui.audit.digests import hash_numbers
from review_ui.audit.event import AuditEvent
from review_ui.audit.turns import Turns
from review_ui.faults import AuditError

KEY = b"k" * 32
NUMBER = "+12025550134"


def test_an_untouched_chain_verifies(chain: AuditChain) -> None:
    assert all(check.ok for check in chain.verify())


def test_the_file_holds_no_number(chain: AuditChain, audit_path: Path) -> None:
    chain.append(AuditEvent("ann", "worker", "look up", "called from (202) 555-0134", NUMBER, "also 202.555.0134"))
    chain.close()
    content = b"".join(path.read_bytes() for path in audit_path.parent.iterdir())
    for spelling in (b"2025550134", b"555-0134", b"555.0134"):
        assert spelling not in content


def test_rows_about_one_number_are_found_by_who_knows_it(chain: AuditChain) -> None:
    chain.append(AuditEvent("bob", "worker", "look up", "call 1", "+12025550199"))
    assert [row.actor for row in chain.rows(subject="+12025550199")] == ["bob"]
    assert chain.rows(subject="+12025550135") == []


@pytest.mark.parametrize("statement", ["UPDATE row SET actor = 'eve' WHERE sequence = 2", "DELETE FROM row"])
def test_the_file_itself_refuses_changes(chain: AuditChain, audit_path: Path, statement: str) -> None:
    with sqlite3.connect(audit_path) as database, pytest.raises(sqlite3.IntegrityError):
        database.execute(statement)
    database.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE row SET reason = 'another' WHERE sequence = 3",
        "DELETE FROM row WHERE sequence = 3",
        "UPDATE row SET sequence = sequence + 100 WHERE sequence = 3",
        "DELETE FROM row WHERE sequence > 0 AND sequence >= 1",
        "UPDATE row SET at = '2026-01-01T00:00:00+00:00' WHERE sequence = 5",
    ],
)
def test_a_change_past_the_triggers_is_found(chain: AuditChain, audit_path: Path, statement: str) -> None:
    tamper(audit_path, statement)
    assert not all(check.ok for check in chain.verify())


def test_a_cut_off_end_is_found_by_the_anchor(audit_path: Path, chain: AuditChain) -> None:
    anchors = audit_path.with_name("audit.anchors.jsonl")
    os.utime(anchors, (0, 0))
    chain.append(AuditEvent("ann", "worker", "look up", "call 1"))
    tamper(audit_path, "DELETE FROM row WHERE sequence = 6")
    assert [check.what for check in chain.verify() if not check.ok] == ["audit anchor 6"]


def test_missing_anchors_are_told(audit_path: Path, chain: AuditChain) -> None:
    audit_path.with_name("audit.anchors.jsonl").unlink()
    assert [check.what for check in chain.verify() if not check.ok] == ["audit anchors"]


def test_another_key_does_not_verify(audit_path: Path, chain: AuditChain) -> None:
    assert not all(check.ok for check in AuditChain(audit_path, b"x" * 32).verify())


def test_a_file_that_cannot_be_written_raises(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    with pytest.raises(AuditError):
        AuditChain(blocked / "audit.sqlite3", KEY).append(AuditEvent("ann", "worker", "look up", "call 1"))


def test_a_huge_reason_is_cut(chain: AuditChain) -> None:
    assert len(chain.append(AuditEvent("ann", "worker", "search", "x" * 10_000_000)).reason) <= 500


def test_killed_writers_lose_no_acknowledged_row(audit_path: Path) -> None:
    """Two writers are killed again and again; whatever they said they had written is there, in one unbroken chain."""
    acknowledged = []
    context = multiprocessing.get_context("fork")
    for _ in range(4):
        pipes = [context.Pipe(duplex=False) for _ in range(2)]
        writers = [context.Process(target=write_forever, args=(audit_path, end)) for _start, end in pipes]
        for writer in writers:
            writer.start()
        time.sleep(0.25)
        for writer in writers:
            assert writer.pid
            os.kill(writer.pid, signal.SIGKILL)
            writer.join()
        for start, end in pipes:
            end.close()
            acknowledged += drain(start)
    chain = AuditChain(audit_path, KEY)
    assert len(acknowledged) > 20
    assert all(check.ok for check in chain.verify())
    held = {row.digest for row in chain.rows(newest=1_000_000)}
    assert set(acknowledged) <= held
    chain.close()


def test_threads_of_several_processes_share_one_unbroken_chain(audit_path: Path) -> None:
    """Each thread finds its row on disk, by a connection of its own, as soon as it is told that it is there."""
    context = multiprocessing.get_context("fork")
    writers = [context.Process(target=write_in_threads, args=(audit_path, name)) for name in ("one", "two", "three")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(120)
        assert writer.exitcode == 0
    chain = AuditChain(audit_path, KEY)
    assert all(check.ok for check in chain.verify())
    assert sorted(Counter(row.actor for row in chain.rows(newest=1_000)).values()) == [80, 80, 80]
    chain.close()


def test_rows_that_wait_together_are_written_together(audit_path: Path, chain: AuditChain) -> None:
    """While another process has its turn, rows pile up; one transaction then takes them all."""
    with ThreadPoolExecutor(20) as pool:
        with Turns(audit_path.with_name("audit.sqlite3.turn")).taken():
            pending = [pool.submit(chain.append, AuditEvent("ann", "worker", "look up", str(n))) for n in range(20)]
            assert not any(one.done() for one in pending)
        rows = [one.result(60) for one in pending]
    assert sorted(row.sequence for row in rows) == list(range(6, 26))
    assert all(check.ok for check in chain.verify())


def test_everybody_who_waits_hears_of_a_full_disk(tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    chain = AuditChain(blocked / "audit.sqlite3", KEY)
    with ThreadPoolExecutor(8) as pool:
        pending = [pool.submit(chain.append, AuditEvent("ann", "worker", "look up", "call")) for _ in range(8)]
        assert all(isinstance(one.exception(60), AuditError) for one in pending)


@given(st.text())
def test_words_without_long_numbers_stay_as_they_are(words: str) -> None:
    if sum(character.isdigit() for character in words) < 7:
        assert hash_numbers(KEY, words) == words.encode("utf-8", "replace").decode()


def write_forever(path: Path, acknowledge: object) -> None:
    chain = AuditChain(path, KEY)
    while True:
        row = chain.append(AuditEvent("ann", "worker", "look up", "call 1", NUMBER))
        acknowledge.send(row.digest)  # type: ignore[attr-defined]


def write_in_threads(path: Path, name: str) -> None:
    chain = AuditChain(path, KEY)

    def write(number: int) -> bool:
        row = chain.append(AuditEvent(name, "worker", "look up", f"call {number}"))
        with sqlite3.connect(path) as own:
            held = own.execute("SELECT digest FROM row WHERE sequence = ?", [row.sequence]).fetchone()
        own.close()
        return held == (row.digest,)

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(write, range(80)))
    os._exit(0)


def drain(start: object) -> list[str]:
    found = []
    try:
        while True:
            found.append(start.recv())  # type: ignore[attr-defined]
    except (EOFError, OSError):
        return found


def tamper(path: Path, statement: str) -> None:
    database = sqlite3.connect(path)
    database.executescript("DROP TRIGGER row_is_final; DROP TRIGGER row_stays;" + statement)
    database.commit()
    database.close()


@pytest.fixture
def audit_path(tmp_path: Path) -> Path:
    return tmp_path / "audit" / "audit.sqlite3"


@pytest.fixture
def chain(audit_path: Path) -> AuditChain:
    made = AuditChain(audit_path, KEY)
    for number in range(5):
        made.append(AuditEvent("ann", "worker", "look up", f"call {number}", NUMBER))
    return made


@given(st.uuids())
def test_ids_of_records_stay_readable(identity: object) -> None:
    assert hash_numbers(KEY, f"call {identity} by {identity}") == f"call {identity} by {identity}"
