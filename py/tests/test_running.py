"""Beside each other, in other processes, and stopped: threads share a rulebook, processes are sent one, and
Ctrl-C ends what runs, whatever runs.
"""

from __future__ import annotations

import multiprocessing
import pickle
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path
from typing import Any, NoReturn

import pytest

import liandong

BOOK = liandong.sample()
YEAR = liandong.sample_year()
AS_OF = "2024-01-01"
EXPECTED = BOOK.audit(YEAR, AS_OF).to_dict()


def test_audits_in_four_threads_are_the_audit_of_one() -> None:
    with ThreadPoolExecutor(4) as pool:
        audits = [pool.submit(BOOK.audit, YEAR, AS_OF) for _ in range(8)]
        assert all(audit.result().to_dict() == EXPECTED for audit in audits)


def test_threads_share_all_there_is() -> None:
    audit, ledger = BOOK.audit(YEAR, AS_OF), BOOK.ledger()
    decision = {"at": "2023-05-04", "kind": "decision", "case": "C"}
    work: list[Callable[[], Any]] = [
        lambda: BOOK.approver("S-001", "2023-05-04").reasons,
        lambda: BOOK.matters["S-001"].status("2023-05-04").digests,
        lambda: audit.findings.table.rows(),
        lambda: audit.standing_of_cases,
        lambda: audit.evidence(0).to_markdown("en"),
        lambda: ledger.record(decision),
        lambda: len(ledger) and ledger.state(),
        lambda: ledger.as_of(AS_OF).findings[0],
        lambda: BOOK.approver_many(["S-001"] * 100, "2023-05-04").rows(),
        lambda: len(liandong.read_events(YEAR)),
    ]
    with ThreadPoolExecutor(len(work)) as pool:
        results = [pool.submit(own) for own in work * 5]
        assert all(result.result(60) is not None for result in results)
    assert len(ledger) == 5


def answers(book: liandong.Rulebook, matter: str) -> tuple[Any, ...]:
    return book.approver(matter, "2023-05-04"), book.status(matter, "2023-05-04"), book.digests


def refused(kind: str) -> NoReturn:
    """Raises what liandong refuses."""
    if kind == "id":
        BOOK.approver("S-999", "2023-05-04")
    if kind == "columns":
        liandong.read_events({"at": [], "kindd": []})
    if kind == "finding":
        BOOK.audit([], AS_OF).evidence(10**6)
    if kind == "silence":
        BOOK.approver("S-001", "2000-01-01").unwrap()
    raise liandong.MissingLibrary("none", "all")


@pytest.fixture(scope="module")
def pool() -> Any:
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn")) as own:
        yield own


def test_a_rulebook_and_its_answers_cross_processes(pool: ProcessPoolExecutor) -> None:
    transfer = {"matter": "S-001", "kind": "return", "effective": "2023-03-01", "decided_by": "committee"}
    for book in (BOOK, BOOK.as_known_on("2023-01-01"), BOOK.with_transfers([transfer])):
        assert pool.submit(answers, book, "S-001").result(60) == answers(book, "S-001")


@pytest.mark.parametrize("kind", ["id", "columns", "finding", "silence", "library"])
def test_refusals_cross_processes_whole(pool: ProcessPoolExecutor, kind: str) -> None:
    with pytest.raises(liandong.LiandongError) as there:
        pool.submit(refused, kind).result(60)
    with pytest.raises(liandong.LiandongError) as here:
        refused(kind)
    assert type(there.value) is type(here.value)
    assert (str(there.value), there.value.zh, there.value.faults) == (
        str(here.value),
        here.value.zh,
        here.value.faults,
    )
    assert there.value.to_dict() == here.value.to_dict()


def test_values_are_the_same_after_pickling() -> None:
    audit = BOOK.audit(YEAR, AS_OF)
    values = [
        *audit.findings[:50],
        *audit.duties[:50],
        *audit.standing,
        audit.scope,
        audit.evidence(0),
        *YEAR[:50],
    ]
    values += [*BOOK.lint(), BOOK.ledger(YEAR[:3]).as_of(AS_OF).findings[0]]
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(values, protocol)) == values


def test_what_the_progress_raises_ends_the_audit() -> None:
    log = liandong.sample_events(50_000)

    class Enough(Exception):
        pass

    told: list[tuple[int, int]] = []

    def stop(done: int, of: int) -> None:
        told.append((done, of))
        raise Enough

    with pytest.raises(Enough):
        BOOK.audit(log, AS_OF, progress=stop)
    assert len(told) == 1 and told[0][1] == len(log)
    with pytest.raises(SystemExit):
        BOOK.audit(log, AS_OF, progress=lambda done, of: sys.exit(3))
    with pytest.raises(TypeError):
        BOOK.audit(log, AS_OF, progress=5)  # type: ignore[arg-type]
    assert len(BOOK.audit(log, AS_OF, progress=lambda done, of: None).findings) > 0


def test_the_progress_may_ask_the_rulebook_and_audit_again() -> None:
    inner: list[int] = []
    BOOK.audit(
        liandong.sample_events(50_000),
        AS_OF,
        progress=lambda *_: inner.append(len(BOOK.audit([], AS_OF).duties)),
    )
    assert inner and len(set(inner)) == 1


READY = "print('ready', flush=True)\n"
INTERRUPTED: dict[str, str] = {
    "audit": """
        log = liandong.sample_events(3_000_000)
        READY
        while True: book.audit(log, "2024-01-01")
    """,
    "sample": """
        READY
        while True: liandong.sample_events(4_000_000_000)
    """,
    "rows": """
        READY
        liandong.read_events({"at": itertools.repeat("2023-05-04"), "kind": itertools.repeat("decision")})
    """,
    "generator": """
        READY
        liandong.read_events({"at": "2023-05-04", "kind": "decision"} for _ in itertools.repeat(0))
    """,
    "stream": """
        batch = pa.record_batch({"at": ["2023-05-04"], "kind": ["decision"]})
        READY
        liandong.read_events(pa.RecordBatchReader.from_batches(batch.schema, itertools.repeat(batch)))
    """,
    "batch": """
        READY
        book.approver_many(itertools.repeat("S-001"), "2023-05-04")
    """,
}


def script(body: str) -> str:
    head = "import itertools, liandong, pyarrow as pa\nbook = liandong.sample()\n"
    return head + textwrap.dedent(body).replace("READY\n", READY)


@pytest.mark.parametrize("what", INTERRUPTED)
def test_ctrl_c_ends_what_runs(what: str) -> None:
    process = subprocess.Popen(
        [sys.executable, "-X", "faulthandler", "-c", script(INTERRUPTED[what])],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None and process.stdout.readline() == "ready\n"
        time.sleep(0.4)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
    finally:
        process.kill()
        process.communicate()
    assert "KeyboardInterrupt" in said and "panic" not in said, said
    assert process.returncode in (-signal.SIGINT, 130, 1)


ENDING = """
    import threading, time
    log = liandong.sample_events(200_000)
    def work():
        while True: DO
    for _ in range(3): threading.Thread(target=work, daemon=True).start()
    time.sleep(0.3)
"""


@pytest.mark.parametrize(
    "work",
    [
        'book.audit(log, "2024-01-01")',
        'book.audit(log, "2024-01-01", progress=lambda done, of: None)',
        "liandong.sample_events(100_000)",
        'book.approver_many(["S-001"] * 100_000, "2023-05-04").rows()',
    ],
)
def test_a_process_ends_while_daemon_threads_run(work: str, tmp_path: Path) -> None:
    for _ in range(3):
        ended = subprocess.run(
            [sys.executable, "-X", "faulthandler", "-c", script(ENDING.replace("DO", work))],
            capture_output=True,
            text=True,
            timeout=60,
            cwd=tmp_path,
        )
        assert (ended.returncode, ended.stderr) == (0, "")


def test_a_thread_that_waits_on_an_audit_lets_others_run() -> None:
    log, counted = liandong.sample_events(300_000), 0
    thread = threading.Thread(target=BOOK.audit, args=(log, AS_OF))
    thread.start()
    while thread.is_alive():
        counted += 1
    thread.join()
    assert counted > 100
