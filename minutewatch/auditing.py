"""The audit of relevance: what news titles listed and what was made of it, shown, sampled to be labelled, and measured.

A labelled file is judged by the rules and phrases of now, so that the same labels tell whether a change made them better;
what was decided of single stories is left out of that. A headline names people whether its page was read or not: each
story is asked whom it names before it is shown, and no private person is.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from domain.audit import Accuracy, Labelled, accuracy
from domain.document import DocumentKind
from domain.errors import MinutewatchError
from domain.findings import Circumstances
from domain.known import Known
from domain.relevance import Assessment, Corrections, Phrase, Verdict, assess
from domain.text import Text
from domain.wall import WITHHELD, veiled
from linking import councils, headlines, private_people
from linking.prose import Prose
from minutewatch.jobs import Home
from reading import relevance
from storage import audit, known
from storage import relevance as decided
from storage.audit import Audited, TitleCount
from storage.documents import WITHDRAWN

# How a person says whether a story is ours; doubtful ones, and those without a label, are left out.
_LABELS = {"1": True, "0": False}
_LEFT_OUT = ("", "2")
# What stands for a headline that nobody is shown.
_NOT_SHOWN = (WITHHELD, WITHDRAWN)


class BadLabels(MinutewatchError):
    """A labelled file cannot be read."""


@dataclass(frozen=True, kw_only=True)
class Audit:
    """What every title listed, samples of what was kept and dropped, and the operator's own phrases."""

    titles: tuple[TitleCount, ...]
    kept: tuple[Audited, ...]
    dropped: tuple[Audited, ...]
    phrases: tuple[Phrase, ...]


@dataclass(frozen=True, kw_only=True)
class Misjudged:
    """A labelled story that the rules judge otherwise than the person did."""

    title: str
    ours: bool
    told: Assessment


@dataclass(frozen=True, kw_only=True)
class Measured:
    """How good the rules are on a labelled file: by what is shown, and by what is fetched, borderline stories too."""

    shown: Accuracy
    fetched: Accuracy
    misjudged: tuple[Misjudged, ...]


def look(home: Home, *, since: datetime | None, source: str | None, size: int) -> Audit:
    """The audit of what was first listed since a moment; so many of the kept and of the dropped stories at the most."""
    with home.archive.reading() as session:
        titles = audit.counts(session, since=since, source=source)
        kept, dropped = (
            audit.sample(session, verdicts, size=size, since=since, source=source)
            for verdicts in (audit.KEPT, audit.DROPPED)
        )
        phrases, knowledge = decided.phrases(session), known.known(session)
    return Audit(
        titles=titles,
        kept=tuple(_shown(story, knowledge) for story in kept),
        dropped=tuple(_shown(story, knowledge) for story in dropped),
        phrases=phrases,
    )


def correct(
    home: Home, url: str, *, relevant: bool, reason: str, words: Sequence[str], actor: str
) -> decided.Corrected:
    """Decide of a story, and of phrases, that they speak for or against being ours.

    Raises:
        UnknownStory: no news title lists a story at this address, and none has a site there.
        NoWords: a phrase has no word in it.
    """
    with home.archive.writing() as session:
        done = decided.correct(
            session,
            url,
            relevant=relevant,
            reason=reason,
            words=words,
            actor=actor,
            now=home.settings.clock(),
        )
        return replace(done, story=_shown(done.story, known.known(session))) if done.story else done


def measure(home: Home, labelled: Path) -> Measured:
    """How good the rules and the operator's phrases are on a file that a person labelled.

    Raises:
        BadLabels: the file is no table with a label and a title in each row.
    """
    with home.archive.reading() as session:
        phrases = decided.phrases(session)
    rows = list(_labelled(labelled, Corrections(phrases=phrases)))
    return Measured(
        shown=_accuracy(rows, (Verdict.FETCHED,)),
        fetched=_accuracy(rows, audit.KEPT),
        misjudged=tuple(
            Misjudged(title=row.title, ours=row.ours, told=row.told)
            for row in rows
            if row.ours != (row.told.verdict == Verdict.FETCHED)
        ),
    )


def _shown(story: Audited, knowledge: Known) -> Audited:
    """A listed story without the private people whom its headline, address and summary name."""
    if story.title in _NOT_SHOWN:
        return story
    summary, address = story.summary or "", story.url or ""
    prose = Prose(
        text=Text.of_pages([(None, summary)], reader="listing"),
        circumstances=Circumstances(kind=DocumentKind.ARTICLE, title=story.title, address=address),
    )
    private = private_people.place(
        _ground(prose, knowledge), _ground(headlines.of(prose), knowledge), address=address
    )
    if private.in_headline:
        return audit.withheld(story)
    spans = [prose.span(start, end) for start, end in private.spans]
    return replace(story, summary=veiled(summary, spans)) if spans else story


def _ground(prose: Prose, knowledge: Known) -> private_people.Ground:
    named = councils.names(prose, knowledge)
    return private_people.Ground(flow=prose.flow, others=tuple((one.start, one.end) for one in named))


@dataclass(frozen=True, kw_only=True)
class _Row:
    title: str
    ours: bool
    stands_for: float
    told: Assessment


def _accuracy(rows: Sequence[_Row], passing: Sequence[Verdict]) -> Accuracy:
    return accuracy(
        Labelled(ours=row.ours, passed=row.told.verdict in passing, stands_for=row.stands_for) for row in rows
    )


def _labelled(path: Path, corrections: Corrections) -> Iterator[_Row]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            table = csv.DictReader(lines)
            columns = table.fieldnames or []
            named = next((name for name in ("title", "text") if name in columns), None)
            if named is None or "label" not in columns:
                raise BadLabels(f"{path}: needs the columns label, and title or text")
            for row in table:
                where = f"{path}, line {table.line_num}"
                label = (row["label"] or "").strip()
                if label in _LEFT_OUT:
                    continue
                if label not in _LABELS:
                    raise BadLabels(
                        f"{where}: {label!r} is no label; write 1 (ours), 0 (not ours) or 2 (doubtful)"
                    )
                title, summary = row[named] or "", row.get("summary") or ""
                yield _Row(
                    title=title,
                    ours=_LABELS[label],
                    stands_for=_stands_for(row.get("stands_for"), where),
                    told=_judged_then(row, where)
                    if title in _NOT_SHOWN
                    else _judged_now(title, summary, corrections),
                )
    except OSError as exc:
        raise BadLabels(f"{path}: {exc.strerror}; name a file that can be read") from exc
    except (UnicodeDecodeError, csv.Error) as exc:
        raise BadLabels(f"{path}: is no table in UTF-8 with commas ({exc})") from exc


def _judged_now(title: str, summary: str, corrections: Corrections) -> Assessment:
    score, reasons = relevance.score(title, summary)
    return assess(score, reasons, ref="", title=title, summary=summary, corrections=corrections)


def _judged_then(row: Mapping[str, str], where: str) -> Assessment:
    """What was made of a story whose headline the audit does not show: its words cannot be judged again."""
    try:
        return Assessment(score=float(row["score"]), reasons=(), verdict=Verdict(row["verdict"]))
    except (KeyError, TypeError, ValueError) as exc:
        raise BadLabels(f"{where}: score and verdict are to be left as the audit wrote them") from exc


def _stands_for(cell: str | None, where: str) -> float:
    try:
        number = float(cell or 1)
    except ValueError:
        number = 0.0
    if not 1 <= number < 1e9:
        raise BadLabels(f"{where}: stands_for is {cell!r}; leave it as the audit wrote it")
    return number
