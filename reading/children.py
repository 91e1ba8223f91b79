"""Limited children: a question in bytes in, an answer in bytes out, worked out by a kept pool of child processes.

For readers that are not to be trusted with the files of strangers. A file that breaks, hangs or floods its reader costs
one child, never the program. The same question always gets the same answer: where a child dies that had answered
others before, a new one is asked again.
"""

import atexit
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from multiprocessing import Pipe
from pathlib import Path
from types import TracebackType
from typing import Generic, Protocol, Self, TypeVar

from domain.errors import MinutewatchError

# The folder that our packages lie in: a child started there finds them however we are installed.
_HOME = Path(__file__).parent.parent


class ReaderMissing(MinutewatchError):
    """A process that reads files does not start: a fault of the installation, not of a document."""


class ChildDied(Exception):
    """A child went in the middle of its work: by which signal (`None`: by itself), after how many questions answered."""

    def __init__(self, *, by: int | None, after: int) -> None:
        super().__init__(signal.strsignal(by) if by else "it ended by itself")
        self.by = by
        self.after = after

    @property
    def ran_out_of_time(self) -> bool:
        """Whether it worked for longer than it may."""
        return self.by == signal.SIGPROF


class Children:
    """Up to `size` children that run `module`, started when first wanted and kept. Any thread may ask; close it when done.

    The module is run with the number of the line's descriptor and `arguments`, and talks as `reading.child` does.
    """

    def __init__(
        self, module: str, arguments: Sequence[float], *, size: int = 2, most_answer: int = 2**30
    ) -> None:
        self._module = module
        self._arguments = arguments
        self._most_answer = most_answer
        self._idle: list[_Child] = []
        self._lock = threading.Lock()
        self._places = threading.BoundedSemaphore(size)
        self._closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the children that are idle, and those at work as soon as they have answered."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for child in idle:
            child.end()

    def ask(self, question: bytes) -> bytes:
        """The answer to a question.

        Raises:
            ChildDied: the question is too much for a child.
            ReaderMissing: no child can be started.
        """
        with self._places:
            child = self._take()
            try:
                answer = child.ask(question)
            except ChildDied as died:
                if died.after == 0 or died.ran_out_of_time:
                    raise
                child = self._new()
                answer = child.ask(question)
            self._keep(child)
            return answer

    def _take(self) -> "_Child":
        with self._lock:
            if self._idle:
                return self._idle.pop()
        return self._new()

    def _new(self) -> "_Child":
        return _Child(self._module, self._arguments, self._most_answer)

    def _keep(self, child: "_Child") -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(child)
                return
        child.end()


class _Closable(Protocol):
    def close(self) -> None: ...


_Pool = TypeVar("_Pool", bound=_Closable)


class Kept(Generic[_Pool]):
    """One pool a process, made when first wanted and closed when the program ends: a fork must not talk over its parent's lines."""

    def __init__(self, make: Callable[[], _Pool]) -> None:
        self._make = make
        self._pools: dict[int, _Pool] = {}
        self._lock = threading.Lock()

    def __call__(self) -> _Pool:
        with self._lock:
            pool = self._pools.get(os.getpid())
            if pool is None:
                pool = self._pools[os.getpid()] = self._make()
                atexit.register(pool.close)
            return pool


class _Child:
    """A process and the line to it."""

    def __init__(self, module: str, arguments: Sequence[float], most_answer: int) -> None:
        self._most_answer = most_answer
        self._answered = 0
        self._line, theirs = Pipe()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 -- our own module, our own arguments
                [sys.executable, "-m", module, *map(str, (theirs.fileno(), *arguments))],
                cwd=_HOME,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
            )
        try:
            self._line.recv_bytes()
        except (EOFError, OSError) as exc:
            self.end()
            raise ReaderMissing(
                f"the process that reads files does not start: `python -c 'import {module}'` shows why; "
                "install the packages of the lock again, or give the program more memory"
            ) from exc

    def ask(self, question: bytes) -> bytes:
        """The answer to a question.

        Raises:
            ChildDied: there is none, and will be none to any other.
        """
        try:
            self._line.send_bytes(question)
            answer = self._line.recv_bytes(self._most_answer)
        except (EOFError, OSError) as exc:
            status = self.end()
            raise ChildDied(by=-status if status < 0 else None, after=self._answered) from exc
        self._answered += 1
        return answer

    def end(self) -> int:
        """Close the line, on which the child ends; its exit status. One that does not end within a second is killed."""
        self._line.close()
        try:
            return self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()
