"""Moments as the archive writes them."""

from datetime import UTC, date, datetime, time, tzinfo


def stamp(moment: datetime) -> str:
    """A moment as UTC text; the order of texts is that of moments."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def moment(text: str, zone: tzinfo) -> datetime:
    """The local time of such a text."""
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z").astimezone(zone)


def start_of(day: date, zone: tzinfo) -> str:
    """When a day begins."""
    return stamp(datetime.combine(day, time(), zone))


def months_before(day: date, months: int) -> date:
    """The first day of the month that lies so many months before."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(max(year, 1), month + 1, 1)
