"""The questions, a file per part of the API."""

from tests.live.questions import building, protection, refusals, rules, tables, tags, values

ALONE = (
    *tags.QUESTIONS,
    *values.QUESTIONS,
    *rules.QUESTIONS,
    *building.QUESTIONS,
    *protection.QUESTIONS,
    *refusals.QUESTIONS,
    *tables.QUESTIONS,
)
BY_HAND = protection.BY_HAND
