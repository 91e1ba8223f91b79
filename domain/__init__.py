"""The words that all parts of Minutewatch share: frozen records, partial dates, working days, evidence, reference tables.

Imports nothing of ours and never touches a network, a database or a clock.
"""
