"""Articles read side by side by several processes: the same results in the same order, sooner."""

from __future__ import annotations

import os
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Task = TypeVar("Task")
Result = TypeVar("Result")

WORTH = 50  # tasks that repay what a process costs until it is ready
_AT_ONCE = 4  # tasks handed over together: few, so that progress is seen and no process is left with the long ones
_MOST = 4  # processes that a laptop's memory bears: each holds the tagger, the models and the tables, up to 700 MB


def processors() -> int:
    """Return how many processes should read at most on this machine.

    Returns
    -------
    int
        One for each processor that may be used, four at most.

    Examples
    --------
    >>> 1 <= processors() <= 4
    True
    """
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, _MOST)


def side_by_side(work: Callable[[Task], Result], tasks: Sequence[Task], jobs: int) -> Iterator[Result]:
    """Do the same work on many tasks, in several processes where there is enough of it.

    Parameters
    ----------
    work
        Each process has its own copy of it, made once. It must be picklable, as tasks and results must be.
    tasks
        What is to be done.
    jobs
        How many processes at most; another one begins only for every 50 tasks.

    Yields
    ------
    Result
        One for each task, in their order. What a process that died had left is done here.

    Examples
    --------
    >>> list(side_by_side(len, ["가", "가나"], jobs=4))
    [1, 2]
    """
    count = min(jobs, len(tasks) // WORTH)
    done, interrupted = 0, True
    if count > 1:
        # New processes, as on every system: copies of this one would share its locks and threads.
        pool = ProcessPoolExecutor(count, get_context("spawn"), _begin, (work,))
        try:
            for result in pool.map(_do, tasks, chunksize=_AT_ONCE):
                yield result
                done += 1
            interrupted = False
        except BrokenProcessPool:
            interrupted = False
        finally:
            pool.shutdown(wait=not interrupted, cancel_futures=True)  # waiting could be interrupted once more, and then never end
    yield from map(work, tasks[done:])


_own: list[Callable[[Any], Any]] = []  # the work of this process


def _begin(work: Callable[[Any], Any]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process alone tells of an interruption
    _own.append(work)


def _do(task: Any) -> Any:
    return _own[0](task)
