"""What the news sites show at one moment: their stories, and which of them are behind a wall, refused or gone.

Records only: `events` says how they change, `pages` and `lists` how they look.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

Paper = Literal["echo", "post"]
Shape = Literal["story", "live_blog", "gallery"]
# `refused` answers 403 and `gone` 404: both are still listed for as long as the lists reach back.
Access = Literal["open", "refused", "gone"]


@dataclass(frozen=True, kw_only=True)
class Post:
    """An entry of a live blog."""

    at: datetime
    headline: str
    words: str


@dataclass(frozen=True, kw_only=True)
class Story:
    """A story as a title prints it.

    `paragraphs` begin with the standfirst, which is also the summary in the feed; one that begins with `## ` is a
    heading. `modified` is what the page says of its last change, `changed` the instant of its bytes. `note` is the
    title's own word of what it put right.
    """

    paper: Paper
    number: int
    slug: str
    section: str
    headline: str
    paragraphs: tuple[str, ...]
    authors: tuple[str, ...]
    role: str
    published: datetime
    modified: datetime
    changed: datetime
    shape: Shape = "story"
    pictures: tuple[str, ...] = ()
    posts: tuple[Post, ...] = ()
    paywalled: bool = False
    noarchive: bool = False
    note: str = ""
    access: Access = "open"

    @property
    def path(self) -> str:
        """Where it stands on its title's site; the number alone finds it."""
        if self.paper == "post":
            return f"/news/{self.number}.{self.slug}/"
        return f"/{self.section}/{self.slug}-{self.number}"

    @property
    def standfirst(self) -> str:
        """The first paragraph, set apart from the others."""
        return self.paragraphs[0]

    @property
    def body(self) -> tuple[str, ...]:
        """The paragraphs below the standfirst."""
        return self.paragraphs[1:]


@dataclass(frozen=True, kw_only=True)
class Press:
    """All stories of all titles, in the order in which they came out."""

    stories: tuple[Story, ...] = ()

    def of(self, paper: Paper) -> tuple[Story, ...]:
        """A title's stories, the newest first."""
        return tuple(story for story in reversed(self.stories) if story.paper == paper)

    def story(self, paper: Paper, number: int) -> Story:
        """The story of that number.

        Raises:
            KeyError: the title has none.
        """
        for story in self.stories:
            if (story.paper, story.number) == (paper, number):
                return story
        raise KeyError(number)

    def with_story(self, changed: Story) -> "Press":
        """This press with the story of the same title and number exchanged."""
        key = (changed.paper, changed.number)
        stories = (changed if (each.paper, each.number) == key else each for each in self.stories)
        return replace(self, stories=tuple(stories))
