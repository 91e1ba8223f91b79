"""The process in which texts are linked: a `linker.Question` in, what its texts say out, both pickled.

`minutewatch.linker` starts this process and keeps it; it is never run by hand. Both ends are ours and of one version,
so that pickles may be trusted.
"""

import pickle
import sys
from multiprocessing.connection import Connection

from domain.findings import Findings
from domain.known import Known
from minutewatch.linker import Question, found_in
from reading import child


def answer(question: Question, learned: dict[str, Known]) -> dict[int, Findings]:
    """What the texts say; `learned` keeps what is known from one question to the next."""
    digest, knowledge, texts = question
    if digest not in learned:
        learned.clear()
        learned[digest] = pickle.loads(knowledge)  # noqa: S301 -- our parent's own
    return found_in(texts, learned[digest])


if __name__ == "__main__":
    descriptor, seconds, memory_mb = sys.argv[1:]
    knowledge_kept: dict[str, Known] = {}
    child.serve(
        Connection(int(descriptor)),
        lambda body: pickle.dumps(answer(pickle.loads(body), knowledge_kept)),  # noqa: S301 -- our parent's own
        seconds=float(seconds),
        memory_mb=float(memory_mb),
    )
