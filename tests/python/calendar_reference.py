"""In: the lines of `working_days` on the standard input. Out: that chinesecalendar gives the same for every day."""

import sys
from datetime import date

import chinese_calendar


def main() -> int:
    days = 0
    different = 0
    for line in sys.stdin:
        day, worked = line.split()
        theirs = int(chinese_calendar.is_workday(date.fromisoformat(day)))
        days += 1
        if theirs != int(worked):
            different += 1
            print(f"{day}: {worked} here, {theirs} in chinesecalendar", file=sys.stderr)
    if days != 3287:
        print(f"{days} days came in, not the 3287 of 2018 to 2026", file=sys.stderr)
        return 1
    if different:
        print(f"{different} of {days} days differ", file=sys.stderr)
        return 1
    print(f"{days} days agree")
    return 0


if __name__ == "__main__":
    sys.exit(main())
