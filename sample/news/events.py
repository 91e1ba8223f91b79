"""What can happen on the news sites: each kind of event as the script writes it, and what it changes."""

from dataclasses import replace
from datetime import UTC
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator

from sample.events.writing import Change, Happening, changed, words_of
from sample.news.record import Paper, Post, Press, Shape, Story
from sample.site import ScriptBroken


class Printed(Happening):
    """A title prints a story.

    `text` names a file of paragraphs. Of a text that another title prints too, `first` keeps so many paragraphs from
    the top, and `change` exchanges words.
    """

    what: Literal["story"]
    paper: Paper
    number: int
    slug: str
    section: str = "news"
    headline: str
    text: str
    first: int | None = None
    change: tuple[Change, ...] = ()
    by: tuple[str, ...]
    role: str = ""
    shape: Shape = "story"
    pictures: tuple[str, ...] = ()
    paywalled: bool = False
    noarchive: bool = False
    refused: bool = False

    @field_validator("text")
    @classmethod
    def words_of_the_file(cls, name: str, given: ValidationInfo) -> str:
        return words_of(name, given)

    def happen(self, press: Press) -> Press:
        if any((each.paper, each.number) == (self.paper, self.number) for each in press.stories):
            raise ScriptBroken(f"story {self.number} is there already")
        at = self.at.astimezone(UTC)
        story = Story(
            paper=self.paper,
            number=self.number,
            slug=self.slug,
            section=self.section,
            headline=self.headline,
            paragraphs=_paragraphs(changed(self.text, self.change))[: self.first],
            authors=self.by,
            role=self.role,
            published=at,
            modified=at,
            changed=at,
            shape=self.shape,
            pictures=self.pictures,
            paywalled=self.paywalled,
            noarchive=self.noarchive,
            access="refused" if self.refused else "open",
        )
        return replace(press, stories=(*press.stories, story))


class Edited(Happening):
    """A story changes. `note` is printed below it; a `silent` change leaves the printed time of the last change alone."""

    what: Literal["edit"]
    paper: Paper
    number: int
    headline: str = ""
    change: tuple[Change, ...] = ()
    note: str = ""
    silent: bool = False

    def happen(self, press: Press) -> Press:
        story = press.story(self.paper, self.number)
        at = self.at.astimezone(UTC)
        return press.with_story(
            replace(
                story,
                headline=self.headline or story.headline,
                paragraphs=_paragraphs(changed("\n\n".join(story.paragraphs), self.change)),
                note=self.note or story.note,
                modified=story.modified if self.silent else at,
                changed=at,
            )
        )


class Posted(Happening):
    """A live blog has one more entry."""

    what: Literal["post"]
    paper: Paper
    number: int
    headline: str
    words: str

    def happen(self, press: Press) -> Press:
        story = press.story(self.paper, self.number)
        at = self.at.astimezone(UTC)
        post = Post(at=at, headline=self.headline, words=self.words)
        return press.with_story(replace(story, posts=(*story.posts, post), modified=at, changed=at))


class Gone(Happening):
    """A story is taken down."""

    what: Literal["gone"]
    paper: Paper
    number: int

    def happen(self, press: Press) -> Press:
        return press.with_story(replace(press.story(self.paper, self.number), access="gone"))


Event = Annotated[Printed | Edited | Posted | Gone, Field(discriminator="what")]


def _paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a text, each on one line."""
    return tuple(" ".join(each.split()) for each in text.split("\n\n") if each.strip())
