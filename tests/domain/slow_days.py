"""Days, windows and due days by walking the calendar. Imports nothing of Loa.

Everything is found the way a clerk finds it on a wall calendar: a finger moves from day
to day. It is slow, and has nothing in common with how the product reckons.
"""

from datetime import date, timedelta

DAY = timedelta(days=1)

# Typed from the notices of the Government on the days off of 2025 and 2026: weekdays
# off, and Saturdays worked for one.
OFF = {
    *(date(2025, 1, day) for day in (1, 27, 28, 29, 30, 31)),  # New Year, Tết Ất Tỵ
    date(2025, 4, 7),  # the Hùng Kings
    *(date(2025, 4, 30), date(2025, 5, 1), date(2025, 5, 2)),
    *(date(2025, 9, 1), date(2025, 9, 2)),
    date(2026, 1, 1),
    *(date(2026, 2, day) for day in (16, 17, 18, 19, 20)),  # Tết Bính Ngọ
    date(2026, 4, 27),  # the Hùng Kings fell on a Sunday
    *(date(2026, 4, 30), date(2026, 5, 1)),
    *(date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2)),
    date(2026, 11, 24),  # the day of Vietnam's culture
}
WORKED = {date(2025, 4, 26), date(2026, 8, 22)}
FIRST, LAST = date(2025, 1, 1), date(2026, 12, 31)
MONTHS = {"month": 1, "quarter": 3, "half": 6, "nine_months": 9, "year": 12}


def run(first, last):
    """Every day from one to another, both in it."""
    found = []
    while first <= last:
        found.append(first)
        first += DAY
    return found


def is_worked(day, swaps=()):
    """Whether state bodies work; ``swaps`` are (off, worked) on top, either None."""
    if day in [work for _off, work in swaps]:
        return True
    if day in [off for off, _work in swaps]:
        return False
    if day in WORKED:
        return True
    return day.strftime("%a") not in ("Sat", "Sun") and day not in OFF


def working_days_on(day, count, swaps=()):
    """Move a finger so many working days on, or back."""
    forward = count > 0
    while count != 0:
        day = day + DAY if forward else day - DAY
        if is_worked(day, swaps):
            count = count - 1 if forward else count + 1
    return day


def month_of(day, rule):
    """(year, month) that a day is counted in: by law from the 15th it is the next."""
    if rule == "law" and day.day > 14:
        tomorrow = day
        while tomorrow.month == day.month:
            tomorrow += DAY
        return tomorrow.year, tomorrow.month
    return day.year, day.month


def window_of(day, rule, kind):
    """The name of the window that a day is in, None for a day in no nine months."""
    year, month = month_of(day, rule)
    if kind == "nine_months":
        return (year, 1) if month in range(1, 10) else None
    number = 0
    for each in range(1, month + 1):
        if (each - 1) % MONTHS[kind] == 0:
            number += 1
    return year, number


def windows(rule, kind, first, last):
    """(first day, last day) of each window that has a day in a run, oldest first."""
    names = {window_of(day, rule, kind) for day in run(first, last)} - {None}
    days = {}
    for day in run(first - 400 * DAY, last + 400 * DAY):
        name = window_of(day, rule, kind)
        if name in names:
            days.setdefault(name, []).append(day)
    return sorted((found[0], found[-1]) for found in days.values())


def day_in_month(day, months, number):
    """The day of that number, so many months on; the last where the month is short."""
    day = day.replace(day=1)
    for _each in range(abs(months)):
        day = (day + 31 * DAY if months > 0 else day - DAY).replace(day=1)
    found = day
    while found.day < number and (found + DAY).month == day.month:
        found += DAY
    return found


def due_day(rule, last, level=None, swaps=()):
    """(day that counts, day printed) by a due rule, told as a plain dict."""
    kind = rule["kind"]
    if kind == "fixed":
        printed = rule["on"]
    elif kind == "day_of_last_month":
        printed = day_in_month(last, rule.get("months_after", 0), rule["day"])
    elif kind == "days_after":
        printed = last + rule["offset"] * DAY
    else:
        printed = working_days_on(last, rule["offset"], swaps)
    moved = rule.get("level_offsets", {}).get(level, 0)
    printed = working_days_on(printed, moved, swaps)
    on = printed
    step = {"before": -DAY, "after": DAY}.get(rule.get("non_working"))
    while step and not is_worked(on, swaps):
        on += step
    return on, printed


def judged_days(due, grace, lock_months, lock_day):
    """(last day of grace, last day before the lock) after a due day."""
    grace_until = working_days_on(due, grace)
    lock_on = day_in_month(due, lock_months, lock_day)
    return grace_until, max(lock_on, grace_until)
