"""The linker: texts in, what each says out, in the order asked for, by several processes where there is enough to do.

Finding is pure, so that it may be done anywhere; only the caller reads and writes the archive. At most a few batches are
under way at once, however many texts there are.
"""

import gc
import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import lru_cache

from domain.errors import MinutewatchError
from domain.findings import Findings
from domain.known import Known
from linking import find
from reading.children import ChildDied, Children
from storage.facts import Unlinked

# Fewer texts are linked here before other processes have read their tables.
WORTH_SHARING = 200
TEXTS_AT_ONCE = 20
# Batches waiting for each process: enough that none is idle while an answer is kept.
_AHEAD = 2
# Work on a batch, seconds, and memory, megabytes, beyond which something is badly wrong with our rules.
_SECONDS, _MEMORY_MB = 600, 4096

# What is known, with its digest, pickled once for all questions; and the texts.
Question = tuple[str, bytes, list[Unlinked]]
Fetch = Callable[[Sequence[int]], list[Unlinked]]


class LinkerDied(MinutewatchError):
    """A process that links texts died; the message names the texts."""


def linked(
    ids: Sequence[int], fetch: Fetch, knowledge: Known, *, processes: int
) -> Iterator[Mapping[int, Findings]]:
    """What texts (by id, which `fetch` gets from the archive) say, batch by batch, in order.

    Raises:
        LinkerDied: a process died over a batch; those before it were given.
    """
    batches = [ids[start : start + TEXTS_AT_ONCE] for start in range(0, len(ids), TEXTS_AT_ONCE)]
    if processes > 1 and len(ids) >= WORTH_SHARING:
        yield from _shared(batches, fetch, knowledge, processes=processes)
        return
    for batch in batches:
        yield found_in(fetch(batch), knowledge)


def found_in(texts: Iterable[Unlinked], knowledge: Known) -> dict[int, Findings]:
    """What each of the texts says, by its id, found in this process."""
    found = {
        text.text_id: find.find(text.text, circumstances=text.circumstances, known=knowledge)
        for text in texts
    }
    settle()
    return found


@lru_cache(maxsize=1)
def settle() -> None:
    """Take what rules rest on, loaded with the first texts, out of the garbage collector's rounds, once a process.

    It looked at those tables again and again, for a twentieth of all time, and they stay to the end.
    """
    gc.collect()
    gc.freeze()


def _shared(
    batches: Sequence[Sequence[int]], fetch: Fetch, knowledge: Known, *, processes: int
) -> Iterator[dict[int, Findings]]:
    digest, known = knowledge.digest, pickle.dumps(knowledge)
    under_way: deque[tuple[Sequence[int], Future[bytes]]] = deque()
    with (
        Children("minutewatch.linker_child", (_SECONDS, _MEMORY_MB), size=processes) as children,
        ThreadPoolExecutor(max_workers=processes) as askers,
    ):
        for batch in batches:
            if len(under_way) >= processes * _AHEAD:
                yield _answer(*under_way.popleft())
            question: Question = digest, known, fetch(batch)
            under_way.append((batch, askers.submit(children.ask, pickle.dumps(question))))
        while under_way:
            yield _answer(*under_way.popleft())


def _answer(batch: Sequence[int], asked: Future[bytes]) -> dict[int, Findings]:
    try:
        found: dict[int, Findings] = pickle.loads(asked.result())  # noqa: S301 -- our own child's
    except ChildDied as died:
        raise LinkerDied(
            f"linking texts {batch[0]} to {batch[-1]} died ({died}); what came before is kept: run `link` again, "
            "and report the texts if it dies again"
        ) from died
    return found
