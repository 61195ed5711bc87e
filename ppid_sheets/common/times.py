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
