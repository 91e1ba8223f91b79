"""The inside of a limited child: questions of `reading.children` in, answers out, until nobody asks any more."""

import resource
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection

_READY = b"ready"


def serve(asked: Connection, answer: Callable[[bytes], bytes], *, seconds: float, memory_mb: float) -> None:
    """Answer until the other end closes. A question that takes more than `seconds` of work ends the process by SIGPROF.

    Work is counted, not time, so that a busy machine comes to the same verdict as an idle one.
    """
    # Control-C is meant for the program that started us; it closes its end when it has seen to its own work.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_AS, int(memory_mb * 1024 * 1024))
    asked.send_bytes(_READY)
    while True:
        try:
            question = asked.recv_bytes()
        except (EOFError, OSError):
            return
        signal.setitimer(signal.ITIMER_PROF, seconds)
        answered = answer(question)
        signal.setitimer(signal.ITIMER_PROF, 0)
        asked.send_bytes(answered)


def _limit(what: int, most: int) -> None:
    _, hard = resource.getrlimit(what)
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(what, (most, hard))
