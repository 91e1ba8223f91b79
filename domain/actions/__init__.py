"""Actions: business that was promised or planned, followed from where it was named to what became of it.

Sightings (lines of work programmes, forward plans and resolutions) and stations (items of agendas, decisions) go in,
actions and their outcomes come out: listed, moved, dropped, taken elsewhere, reported, or no update found. Nothing is
guessed: two sightings are one action for a reason that can be said, and where two could be meant neither is taken.
"""

from domain.actions.action import Action
from domain.actions.due import Due
from domain.actions.following import follow
from domain.actions.outcome import Outcome, Search, State
from domain.actions.outlook import Outlook
from domain.actions.planned import Edition, PlanKind, Proof, Sighting
from domain.actions.stations import Held, Station
from domain.actions.subject import Subject

__all__ = [
    "Action",
    "Due",
    "Edition",
    "Held",
    "Outcome",
    "Outlook",
    "PlanKind",
    "Proof",
    "Search",
    "Sighting",
    "State",
    "Station",
    "Subject",
    "follow",
]
