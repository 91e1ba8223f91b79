"""The former place of `crawlers.pages.printed`."""

from crawlers.pages.printed import MONTHS, day_and_time, is_to_follow, time_of_day

__all__ = ["MONTHS", "day_and_time", "is_to_follow", "time_of_day"]
