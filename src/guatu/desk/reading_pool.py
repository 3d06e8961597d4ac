"""Work done in several processes: answers in order, no process left behind, and a process that dies takes one piece."""

import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from enum import Enum
from multiprocessing import get_context
from typing import Final, Literal, TypeVar

Answer = TypeVar("Answer")
Piece = tuple[object, ...]


class _Stopped(Enum):
    """What stands for the answer of a piece whose process died."""

    STOPPED = "stopped"


STOPPED: Final = _Stopped.STOPPED


def run_in_order(
    work: Callable[..., Answer], pieces: list[Piece], *, count: int
) -> Iterator[Answer | Literal[_Stopped.STOPPED]]:
    """Yield `work(*piece)` for each piece, worked on by `count` processes, or STOPPED where it ended its process.

    When a process dies, nobody knows which piece it was: those without an answer are tried again, the first of them
    alone.
    """
    done = 0
    alone = False
    while done < len(pieces):
        several = pieces[done : done + 1] if alone else pieces[done:]
        alone = False
        try:
            for answer in _run_at_once(work, several, count=min(count, len(several))):
                yield answer
                done += 1
        except BrokenProcessPool:
            if len(several) > 1:
                alone = True
            else:
                yield STOPPED
                done += 1


def _run_at_once(work: Callable[..., Answer], pieces: list[Piece], *, count: int) -> Iterator[Answer]:
    pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"))
    try:
        with _deaf_children():
            futures: list[Future[Answer]] = [pool.submit(work, *piece) for piece in pieces]
        for future in futures:
            yield future.result()
    finally:
        # Without this an interrupt would wait for all pieces; those at work are ended whole.
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _deaf_children() -> Iterator[None]:
    """Let processes that begin here ignore Ctrl-C: the terminal sends it to all, and only this one answers."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
