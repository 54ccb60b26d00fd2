"""Watches the processes that make a run: starts them, sees them beat, end and hang, and says which piece did it."""

import json
import logging
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.orm import Session

from pledges.foundation.house import House
from pledges.foundation.leases import Leases
from pledges.foundation.moments import present
from pledges.prints import acts, parts
from pledges.prints.parts import Held
from pledges.prints.rules import HEAD
from pledges.prints.wording import FAULT_OF_OURS, STOPPED_TOO_OFTEN, TOO_SLOW, WORKER_ENDED

log = logging.getLogger(__name__)

_LOOK_SECONDS = 0.2
# The slowest part takes some ten seconds, its maker beats every second or so.
_SILENCE_SECONDS = 60.0
_BEAT_SECONDS = 5.0
# A process that is asked to end gives up in the middle; what it held is made again.
_PATIENCE_SECONDS = 5.0
# Processes that end before they take anything will not do better the next time.
_MOST_FALSE_STARTS = 3


@dataclass(frozen=True)
class PressCommand:
    """How a process that makes parts is started, and how long it may be silent."""

    words: Sequence[str]
    folder: Path
    silence_seconds: float = _SILENCE_SECONDS


class _Child:
    """One process of the press. It ends with us, because it ends when its standard input does."""

    def __init__(self, command: PressCommand, config: str, order: str, lease: str) -> None:
        self.lease = lease
        self.was_silent = False
        self._was_heard = False
        self._beaten = time.monotonic()
        self._silence = command.silence_seconds
        self._process = subprocess.Popen(  # noqa: S603  # our own program, its words are no one's input
            command.words, cwd=command.folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self._ear = threading.Thread(target=self._listen, daemon=True)
        self._ear.start()
        self._say(f"{config}\n{order}\n")

    def has_ended(self) -> bool:
        return self._process.poll() is not None

    def has_failed(self) -> bool:
        """Tell whether an ended process ended badly; what tied us to it is closed."""
        self._hang_up()
        return self._process.returncode != 0

    def end_if_silent(self) -> None:
        # Until it is heard for the first time it reads the program, which a busy machine lets it do slowly.
        limit = self._silence if self._was_heard else max(self._silence, _SILENCE_SECONDS)
        if time.monotonic() - self._beaten > limit:
            self.was_silent = True
            self._process.kill()

    def end(self) -> None:
        """Let the process stop where it is."""
        self._close_stdin()
        try:
            self._process.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._hang_up()

    def _hang_up(self) -> None:
        self._close_stdin()
        self._ear.join()

    def _close_stdin(self) -> None:
        if self._process.stdin is not None:
            # What was not read before the process ended is nobody's loss.
            with suppress(BrokenPipeError):
                self._process.stdin.close()

    def _say(self, text: str) -> None:
        if self._process.stdin is not None:
            with suppress(BrokenPipeError):
                self._process.stdin.write(text.encode())
                self._process.stdin.flush()

    def _listen(self) -> None:
        if self._process.stdout is not None:
            with self._process.stdout as said:
                for _beat in said:
                    self._was_heard, self._beaten = True, time.monotonic()


class Supervisor:
    """Has runs made by processes of their own, as many at once as the settings say."""

    def __init__(self, house: House, command: PressCommand) -> None:
        self._house = house
        self._command = command
        self._leases = Leases(house.config.leases)

    def press(self, run_id: int) -> None:
        """Have the run made; return when nothing of it is left to take, or when this process is to stop."""
        watch = _Watch(self._house, run_id, lambda: self._started(run_id))
        try:
            while not self._house.background.is_stopping() and watch.goes_on():
                time.sleep(_LOOK_SECONDS)
        finally:
            watch.end_all()

    def _started(self, run_id: int) -> _Child:
        lease = self._leases.new_id()
        order = json.dumps({"run": run_id, "lease": lease})
        return _Child(self._command, self._house.config.as_text(), order, lease)


class _Watch:
    """The processes of one run."""

    def __init__(self, house: House, run_id: int, start: Callable[[], _Child]) -> None:
        self._house = house
        self._run_id = run_id
        self._start = start
        self._children: list[_Child] = []
        self._false_starts = 0
        self._beaten = time.monotonic()

    def goes_on(self) -> bool:
        """Look at every process once and start what is missing; False when nothing is left to do."""
        for child in self._children:
            child.end_if_silent()
        for child in [child for child in self._children if child.has_ended()]:
            self._children.remove(child)
            self._settle(child)
        with self._house.database.reading() as session:
            to_take = parts.to_take(session, self._run_id)
        # Who starts now takes a second to come; those who are there may have taken everything by then.
        missing = min(self._house.config.print_processes, to_take) - len(self._children)
        self._children += [self._start() for _ in range(missing)]
        self._beat()
        return bool(self._children)

    def end_all(self) -> None:
        """End the processes that are left; what they held waits again, and nobody is to blame."""
        for child in self._children:
            child.end()
            with self._house.database.writing() as session:
                for held in parts.held_by(session, child.lease):
                    parts.give_back(session, held)

    def _beat(self) -> None:
        """Beat for those who are alive, whatever they are busy with: their silence is our affair."""
        if self._children and time.monotonic() - self._beaten > _BEAT_SECONDS:
            self._beaten = time.monotonic()
            with self._house.database.writing() as session:
                parts.beat(session, present(), [child.lease for child in self._children])

    def _settle(self, child: _Child) -> None:
        """Put what a process held when it ended down to it; end the run where that leads nowhere."""
        if not child.has_failed():
            return
        with self._house.database.writing() as session:
            held = parts.held_by(session, child.lease)
            self._false_starts += not held
            log.error("press-ended run=%s parts=%s", self._run_id, [one.number for one in held])
            ends = [self._see_end(session, one, child) for one in held]
            if not all(ends):
                acts.fail(session, present(), self._run_id, STOPPED_TOO_OFTEN)
            elif self._false_starts >= _MOST_FALSE_STARTS:
                acts.fail(session, present(), self._run_id, FAULT_OF_OURS)

    def _see_end(self, session: Session, held: Held, child: _Child) -> bool:
        if child.was_silent and held.number != HEAD:
            parts.blame(session, present(), held, TOO_SLOW)
            return True
        return parts.see_end(session, present(), held, WORKER_ENDED)
