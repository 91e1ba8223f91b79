"""Actions: business that was promised or planned, followed from where it was named to what became of it.

Sightings (lines of work programmes, forward plans and trackers, resolutions, what any text promises or demands), stations
(items of agendas, decisions) and progress (what texts report of business) go in, actions and their outcomes come out:
listed, moved, dropped, taken elsewhere, reported, reported complete, superseded, or no update found. Nothing is guessed:
two sightings are one action for a reason that can be said, and where two could be meant neither is taken. What a person
decided overrides the rest.
"""

from domain.actions.action import Action
from domain.actions.due import Due, when_due
from domain.actions.following import follow
from domain.actions.outcome import Outcome, Search, State
from domain.actions.outlook import Outlook
from domain.actions.planned import Edition, PlanKind, Proof, Sighting
from domain.actions.progress import Progress, Standing
from domain.actions.ruling import Ruling, Verdict
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
    "Progress",
    "Proof",
    "Ruling",
    "Search",
    "Sighting",
    "Standing",
    "State",
    "Station",
    "Subject",
    "Verdict",
    "follow",
    "when_due",
]
