"""What happens to papers that are on a site: they are exchanged, withdrawn, made private or public."""

from dataclasses import replace
from datetime import UTC
from typing import Literal

from pydantic import ValidationInfo, field_validator

from sample.events.writing import Change, Happening, changed, local_date, words_of
from sample.site import Form, ScriptBroken, Site


class Replace(Happening):
    """A paper is exchanged under the same id. `silent` leaves the listing as it was: only the bytes differ."""

    what: Literal["replace"]
    paper: int
    title: str = ""
    change: tuple[Change, ...]
    silent: bool = False

    def happen(self, site: Site) -> Site:
        paper = site.paper(self.paper)
        exchanged = replace(
            paper,
            title=self.title or paper.title,
            paper=changed(paper.paper, self.change),
            listed=paper.listed if self.silent else local_date(self, site),
            changed=self.at.astimezone(UTC),
            revision=paper.revision if self.silent else paper.revision + 1,
        )
        return site.with_paper(paper.id, exchanged)


class Withdraw(Happening):
    """A paper goes from every agenda that it is on."""

    what: Literal["withdraw"]
    paper: int

    def happen(self, site: Site) -> Site:
        return site.with_paper(self.paper, None)


class Restrict(Happening):
    """A paper that was public is so no longer; its placeholder says under which paragraph."""

    what: Literal["restrict"]
    paper: int
    paragraph: str

    def happen(self, site: Site) -> Site:
        paper = site.paper(self.paper)
        if paper.restricted:
            raise ScriptBroken(f"paper {paper.id} is not public")
        return site.with_paper(paper.id, replace(paper, restricted=self.paragraph))


class Release(Happening):
    """What was a placeholder becomes a public paper under the same id."""

    what: Literal["release"]
    paper: int
    title: str = ""
    form: Form = "pdf"
    text: str

    @field_validator("text")
    @classmethod
    def words_of_the_file(cls, name: str, given: ValidationInfo) -> str:
        return words_of(name, given)

    def happen(self, site: Site) -> Site:
        paper = site.paper(self.paper)
        if not paper.restricted:
            raise ScriptBroken(f"paper {paper.id} is public already")
        released = replace(
            paper,
            title=self.title or paper.title,
            form=self.form,
            paper=self.text,
            listed=local_date(self, site),
            changed=self.at.astimezone(UTC),
            restricted=None,
        )
        return site.with_paper(paper.id, released)
