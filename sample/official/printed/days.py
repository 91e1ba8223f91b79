"""Days as official papers print them."""

from datetime import date


def day(when: date) -> str:
    """ "8 June 2026" """
    return f"{when.day} {when:%B %Y}"


def span(first: date, last: date) -> str:
    """ "8 to 19 June 2026", "28 November to 9 December 2022", as much of each day as is needed."""
    if first.year != last.year:
        return f"{day(first)} to {day(last)}"
    if first.month != last.month:
        return f"{first.day} {first:%B} to {day(last)}"
    return f"{first.day} to {day(last)}"


def pair(first: date, last: date) -> str:
    """ "15 and 16 September 2026", "30 September and 1 October 2026": the two days of a visit."""
    return span(first, last).replace(" to ", " and ")
