"""Copies are found, and reused background is none: floors over made-up and real stories, and all that newspapers do to them."""

import json
from collections import Counter
from pathlib import Path

import pytest

from benchmarks import stories
from benchmarks.copies import Found, Kept, Sketched, articles_in, made_up, measured, of_texts
from benchmarks.stories import Story
from linking.copies import alike, prints
from tests.quality.conftest import Expected

MADE_UP = 150
# As many words of a report as a story has.
_SECTION = 300


@pytest.fixture(scope="module")
def originals(shared: Path) -> dict[str, Story]:
    """The five seeds, the bodies of the eight real pages, and made-up stories around them."""
    pages = json.loads((shared / "captures" / "news" / "expected.json").read_text(encoding="utf-8"))
    bodies = ((name, page["body"]) for name, page in pages.items())
    return of_texts(articles_in(shared / "seeds")) | of_texts(bodies) | made_up(MADE_UP)


@pytest.fixture(scope="module")
def found(originals: dict[str, Story]) -> Found:
    """What is found as long as the words are had."""
    return measured(Kept(), originals)


def test_copies_are_found(found: Found) -> None:
    """Cut from the bottom, under a new headline, with a new intro, edited, between boilerplate, updated, all at once: found."""
    assert found.recall >= 0.995


def test_no_kind_of_copy_is_left_out(found: Found) -> None:
    """No single thing that newspapers do to a story hides it."""
    shares = {kind: found.found[kind] / count for kind, count in found.copies.items()}

    assert shares == {kind: share for kind, share in shares.items() if share >= 0.97}


def test_what_is_joined_is_one_story(found: Found) -> None:
    """Of a hundred pairs at most one is of two stories."""
    assert found.precision >= 0.99


def test_reused_background_is_no_copy(found: Found) -> None:
    """A story that prints another's paragraphs again, above, between or below its own, stays a story of its own."""
    assert found.reuse_joined <= 0.01


def test_copies_are_found_when_the_words_are_gone(originals: dict[str, Story]) -> None:
    """What is kept of a text after its words had to go finds nearly as much and joins nothing that is not one story."""
    of_kept = measured(Kept(whole=False), originals)

    assert (of_kept.recall >= 0.975, of_kept.precision >= 0.98, of_kept.reuse_joined <= 0.03) == (
        True,
        True,
        True,
    )


def test_likeness_of_the_whole_finds_less(originals: dict[str, Story], found: Found) -> None:
    """datasketch at its best setting for this finds fewer copies: what is cut from the bottom is unlike the whole."""
    theirs = measured(Sketched(0.5), originals)

    assert theirs.recall < found.recall
    assert theirs.found["cut to 35 %"] < found.found["cut to 35 %"] / 2


def test_stories_on_one_matter_are_not_one_story(shared: Path) -> None:
    """The five seeds speak of one council, its inspectors and its grades, and none is a copy of another."""
    taken = [prints(story.text) for story in of_texts(articles_in(shared / "seeds")).values()]

    assert [(one, other) for one in taken for other in taken if one is not other and alike(one, other)] == []


def test_phrases_of_the_trade_make_no_copies(reports: tuple[Expected, ...]) -> None:
    """Inspectors find much the same in much the same words; what is a report's own is joined to no other report's."""
    index = Kept()
    joined: list[tuple[str, str]] = []
    sections = _sections(reports)
    for name, text in sections.items():
        joined += [(name, other) for other in index.copies(text)]
        index.add(name, text)

    assert len(sections) > 1000
    assert joined == []


def test_the_made_up_stories_are_different_stories() -> None:
    """What the floors are measured on holds no copies by accident: the likest two share less than a tenth."""
    taken = [prints(story.text).places.keys() for story in made_up(60).values()]
    shares = [
        len(one & other) / min(len(one), len(other)) for one in taken for other in taken if one is not other
    ]

    assert max(shares) < 0.1


def test_the_made_up_stories_are_the_same_every_time() -> None:
    """A seed is a story."""
    assert stories.story("7") == stories.story("7")


def _sections(reports: tuple[Expected, ...]) -> dict[str, str]:
    """Full stretches of the reports of about as many words as a story, without the lines that stand in several of them; what
    is left at the end is not among them: there stands who Ofsted is."""
    lines = {
        report.key: [" ".join(line.split()) for line in report.text.words.splitlines()] for report in reports
    }
    standing = Counter(line for printed in lines.values() for line in set(printed))
    sections: dict[str, str] = {}
    for key, printed in lines.items():
        stretch: list[str] = []
        for line in printed:
            if standing[line] > 1:
                continue
            stretch.append(line)
            if len(" ".join(stretch).split()) >= _SECTION:
                sections[f"{key}#{len(sections)}"] = "\n".join(stretch)
                stretch = []
    return sections
