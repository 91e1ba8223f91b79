"""A council whose papers are linked, and whose people are then looked at, as the line does it."""

from datetime import date

from sqlalchemy import select

from domain.members import Councillor, Term
from linking import find
from minutewatch import identifying
from minutewatch.identifying import Identified
from storage import decisions, facts, known
from storage.schema import AppearanceRow, DocumentRow, Entity
from tests.storage.linked import SCRUTINY, Linked, item, meeting, paper

DIRECTOR = "Sally Allen, Director of Children's Services, presented the report."
AGAIN = "Ms Sally Allen, Executive Director of Children's Services, said the plan was on track."
BROOK = Councillor(
    ref="2001",
    name="Councillor Ada Brook",
    ward="Riverside",
    party="Independent",
    posts=None,
    terms=(Term(first=date(2021, 5, 6), last=None),),
)
WORD = {"actor": "editor", "reason": "read both"}


class Told(Linked):
    """Northshire, whose papers are linked and whose people are then looked at."""

    papers = 0

    def tells(self, words: str, day: str = "2026-06-02") -> str:
        """A paper with these words comes in; returns its public id."""
        self.papers += 1
        ref, number = f"s{60100 + self.papers}", f"{9100 + self.papers}"
        body = meeting(number, SCRUTINY, date(2026, 6, 10), item(1, "Report", paper(ref, "Report", day)))
        self.lists(body)
        self.shows(body)
        self.serves(ref, words)
        self.identify()
        with self.archive.reading() as session:
            return session.scalars(select(DocumentRow.uid).where(DocumentRow.ref == ref)).one()

    def identify(self) -> Identified:
        """Look at the people of what was linked."""
        return identifying.join(self.archive, run=self.run)

    def links_again(self, rules: str) -> None:
        """Link everything by other rules, which find the same."""
        with self.archive.writing() as session:
            knowledge = known.known(session)
            due = facts.to_link(session, rules=rules, known=knowledge.digest)
            found = {
                each.text_id: find.find(each.text, circumstances=each.circumstances, known=knowledge)
                for each in facts.texts(session, due)
            }
            facts.keep_findings(
                session, found, rules=rules, known=knowledge.digest, run=self.run, now=self.now
            )
        self.identify()

    def whom(self) -> list[str]:
        """Whom each appearance means, in the order in which they came; empty where nobody is known."""
        with self.archive.reading() as session:
            rows = session.execute(
                select(Entity.uid)
                .select_from(AppearanceRow)
                .outerjoin(Entity, Entity.id == AppearanceRow.entity_id)
                .where(AppearanceRow.until_run.is_(None))
                .order_by(AppearanceRow.id)
            )
            return [uid or "" for (uid,) in rows]

    def merge(self, one: str, other: str) -> int:
        """A person says that two are one; returns the decision's number."""
        return identifying.merge(self.archive, one, other, **WORD, run=self.run, now=self.now).id

    def undo(self, decision: int) -> None:
        """That word is taken back."""
        with self.archive.writing() as session:
            decisions.undo(session, decision, **WORD, now=self.now)
        self.identify()
