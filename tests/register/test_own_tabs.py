"""The tabs that the job owns."""

from ppid_sheets.register import own_tabs

SCREEN = 1366
_ROW_NUMBERS, _SCROLL_BAR = 30, 17


def test_a_screen_shows_every_column_of_a_page() -> None:
    """Nobody scrolls sideways on an office laptop: digits of Arial 10 are 7 pixels wide."""
    for page in own_tabs.pages():
        pixels = sum(7 * width + 5 for width in page.widths)
        assert pixels <= SCREEN - _ROW_NUMBERS - _SCROLL_BAR, page.title
