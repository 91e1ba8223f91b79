"""What can happen on a council's site: each kind of event as the script writes it, and what it changes.

A new kind of event is one more class, and a line in `Event`. Items are named by their printed number; meetings,
papers and all else by their ids.
"""

from typing import Annotated

from pydantic import Field

from sample.events.agendas import Add, Agenda, Drop, Insert, Supplement
from sample.events.business import Decision, Issue, Plan
from sample.events.council import Committee, End, Members
from sample.events.meetings import Calendar, Cancel, Move, Remove, Schedule
from sample.events.minutes import Amend, Approve, Decisions, Minutes
from sample.events.papers import Release, Replace, Restrict, Withdraw

Event = Annotated[
    Schedule | Calendar | Cancel | Move | Remove
    | Agenda | Add | Insert | Drop | Supplement
    | Replace | Withdraw | Restrict | Release
    | Decisions | Minutes | Amend | Approve
    | Issue | Plan | Decision
    | Committee | Members | End,
    Field(discriminator="what"),
]  # fmt: skip
