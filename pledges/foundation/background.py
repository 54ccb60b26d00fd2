"""Background work: a queue that only carries messages. The rows in the database are the truth, each step repeatable."""

import logging
import threading
from collections.abc import Callable
from typing import Any

from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer
from sqlalchemy import make_url

from pledges.foundation.sqlite import make_own

log = logging.getLogger(__name__)

_NAME = "pledges"
Step = Callable[[str], None]


class _QuietConsumer(Consumer):  # type: ignore[misc]  # huey is not typed
    """A consumer beside the web server: signals belong to the server's main thread."""

    def _set_signal_handlers(self) -> None:
        return


class _Repeated:
    """One step without an argument, as huey registers what the clock asks for."""

    __name__ = "repeated"

    def __init__(self, run: Callable[[str, str], None], name: str) -> None:
        self._run = run
        self._name = name

    def __call__(self) -> None:
        self._run(self._name, "")


class _Ticker:
    """Runs one step every so many seconds in a thread of its own, beside the worker and however busy that one is."""

    def __init__(self, run: Callable[[str, str], None], name: str, seconds: float) -> None:
        self._run = run
        self._name = name
        self._seconds = seconds
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._tick, name=f"tick-{name}", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._thread.join()

    def _tick(self) -> None:
        """Run the step at once and then again and again; one that fails is tried again at its next time."""
        while True:
            try:
                self._run(self._name, "")
            except Exception:  # as the worker does: the log has the story, the next tick comes
                log.exception("tick-failed name=%s", self._name)
            if self._stopping.wait(self._seconds):
                return


class Background:
    """Steps by name, each called with one text argument (a row's id) in a worker.

    **why** a step must be repeatable: a worker killed in the middle loses its message by design, and the
    room that owns the row queues it again (``prints``: what is unfinished and has no heartbeat).
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._queue: Huey | None = None
        self._steps: dict[str, Step] = {}
        self._repeated: dict[str, int] = {}
        self._ticking: dict[str, float] = {}
        self._tickers: list[_Ticker] = []
        self._consumer: Consumer | None = None

    def add_step(self, name: str, step: Step) -> None:
        """Make a step known under a name, at start-up."""
        self._steps[name] = step

    def repeat(self, name: str, minutes: int) -> None:
        """Let every worker ask for a step, without an argument, whenever the clock has passed so many minutes.

        Several workers ask several times, which a repeatable step does not mind.
        """
        self._repeated[name] = minutes

    def tick(self, name: str, seconds: float) -> None:
        """Let every working process run a step, without an argument, when it starts and every so many seconds.

        In a thread beside the worker, so that it comes also while the worker is busy: for steps that only look.
        """
        self._ticking[name] = seconds

    def queue(self, name: str, argument: str) -> None:
        """Ask for a step. Call it after the transaction that recorded the work."""
        self._opened()._run_step(name, argument)

    def answers(self) -> bool:
        """Tell whether the queue can be asked now (for ``/readyz``)."""
        try:
            self._opened().pending_count()
        except Exception:  # noqa: BLE001  # each transport fails with errors of its own
            log.warning("queue-silent")
            return False
        return True

    def run_queued(self) -> int:
        """Run everything that is queued, here and now; return how many steps ran (for commands and tests)."""
        ran = 0
        queue = self._opened()
        while task := queue.dequeue():
            queue.execute(task)
            ran += 1
        return ran

    def start_beside_server(self) -> None:
        """Start one worker thread in this process, for the embedded server."""
        options = {"workers": 1, "worker_type": "thread", "periodic": True, "max_delay": 1.0}
        self._consumer = _QuietConsumer(self._opened(), **options)
        self._consumer.start()
        self._start_tickers()

    def run_worker(self) -> None:
        """Work until a signal ends the process (``flask worker run``)."""
        self._consumer = self._opened().create_consumer(workers=1, worker_type="thread", periodic=True)
        self._start_tickers()
        try:
            self._consumer.run()
        finally:
            self._stop_tickers()

    def is_stopping(self) -> bool:
        """Tell whether the worker was asked to stop: a long step then leaves the rest for the next worker."""
        return self._consumer is not None and self._consumer.stop_flag.is_set()

    def settings(self) -> dict[str, str]:
        """Return the settings of the queue's file for ``config check``; empty for a server."""
        if not self._url.startswith("sqlite"):
            return {}
        connection = self._opened().storage.conn
        names = ("journal_mode", "synchronous")
        return {name: str(connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in names}

    def stop(self) -> None:
        """Let a started worker finish its step and stop."""
        if self._consumer is not None:
            self._stop_tickers()
            self._consumer.stop(graceful=True)
            self._consumer = None

    def close(self) -> None:
        """Close this thread's connection to the queue; the whole pool of them, where the queue is on Redis."""
        if self._queue is not None:
            self._queue.storage.close()
            if isinstance(self._queue, RedisHuey):
                # huey leaves the sockets of its pool to the garbage collector.
                self._queue.storage.pool.disconnect()

    def _start_tickers(self) -> None:
        self._tickers = [_Ticker(self._run_quietly, *each) for each in self._ticking.items()]
        for ticker in self._tickers:
            ticker.start()

    def _stop_tickers(self) -> None:
        for ticker in self._tickers:
            ticker.stop()
        self._tickers = []

    def _run_quietly(self, name: str, argument: str) -> None:
        self._steps[name](argument)

    def _opened(self) -> Any:
        if self._queue is None:
            self._queue = _queue_at(self._url)
            self._queue._run_step = self._queue.task(name="run_step", retries=0)(self._run)
            for name, minutes in self._repeated.items():
                # What was asked for while no worker ran is asked for again by the time one does.
                clock = self._queue.periodic_task(
                    crontab(minute=f"*/{minutes}"), name=f"repeat_{name}", expires=minutes * 60
                )
                clock(_Repeated(self._run, name))
        return self._queue

    def _run(self, name: str, argument: str) -> None:
        log.info("step-started name=%s argument=%s", name, argument)
        self._steps[name](argument)
        log.info("step-ended name=%s argument=%s", name, argument)


def _queue_at(url: str) -> Huey:
    if url.startswith("redis://"):
        return RedisHuey(_NAME, url=url, results=False)
    if url.startswith("postgresql"):
        return PostgresHuey(_NAME, dsn=url.replace("postgresql+psycopg://", "postgresql://"), results=False)
    # The queue's store uses the standard library's SQLite, whose WAL may have the reset race: rollback journal.
    path = make_url(url).database
    make_own(path)
    return SqliteHuey(_NAME, filename=path, journal_mode="delete", fsync=True, results=False)
