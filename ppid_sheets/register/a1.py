"""How a sheet names its columns."""

from functools import cache


@cache
def letters(position: int) -> str:
    """Column letters of a 0-based position: 0 is A, 26 is AA."""
    text = ""
    position += 1
    while position:
        position, digit = divmod(position - 1, 26)
        text = chr(65 + digit) + text
    return text


@cache
def position_of(column: str) -> int:
    """The 0-based position of column letters: A is 0, AA is 26."""
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - 64
    return number - 1
