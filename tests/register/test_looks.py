"""One table of looks, which files, reports and Google Sheets draw."""

from typing import get_args

from ppid_sheets.register.look import Edge, Look, boxed
from ppid_sheets.register.looks import BLACK, HEADS, HIGHLIGHTS, LOOKS, PRINTED, ROWS, TONES
from ppid_sheets.register.values import Style as Highlighted
from ppid_sheets.reports.workbook.book import Style, Tone
from ppid_sheets.stores.google import cell_looks
from ppid_sheets.stores.xlsx.drawn_looks import format_of, parts_of


def test_a_name_has_one_look() -> None:
    """What registers, their pages and reports draw stands in one table, each name once."""
    assert len(LOOKS) == len(ROWS) + len(HEADS) + len(PRINTED)
    assert PRINTED.keys() == set(get_args(Style))
    assert HIGHLIGHTS.keys() == set(get_args(Highlighted))
    assert TONES.keys() == set(get_args(Tone))


def test_the_other_look_decides_what_it_says() -> None:
    """A look over another changes what it names and leaves the rest."""
    lower = Look(9, "FF0000", bold=True, bottom=Edge("thin"))
    assert lower | Look(colour="00FF00") == Look(9, "00FF00", bold=True, bottom=Edge("thin"))
    assert lower | Look() == Look() | lower == lower


def test_files_and_google_say_the_same() -> None:
    """Letters and ground of a look are the same in a new file, in one of others and in Google."""
    for name, look in LOOKS.items():
        drawn, parts, sheet = format_of(look), parts_of(look), cell_looks.lettered(name)
        letters, colour = sheet.get("textFormat", {}), look.colour or BLACK
        assert f'<sz val="{look.points:g}"/><color rgb="FF{colour}"/>' in parts["font"]
        assert drawn.get("font_size", 10) == letters.get("fontSize", 10) == look.points
        assert drawn.get("font_color", f"#{BLACK}") == f"#{colour}"
        assert drawn.get("bold", False) == letters.get("bold", False) == look.bold
        assert (f'rgb="FF{look.fill}"' in parts.get("fill", "")) == bool(look.fill)
        assert ("backgroundColorStyle" in sheet) == ("bg_color" in drawn) == bool(look.fill)


def test_edges_and_places_are_drawn() -> None:
    """Every side, the place of the text and its direction reach XlsxWriter and the XML."""
    look = boxed(Edge("hair", "A6A6A6")) | Look(
        across="right", upright="center", wraps=True, indent=1
    )
    assert parts_of(look)["border"].count('style="hair"') == 4
    assert parts_of(look)["alignment"] == (
        '<alignment horizontal="right" vertical="center" wrapText="1" indent="1"/>'
    )
    drawn = format_of(look | Look(turned=90))
    assert (drawn["left"], drawn["top_color"]) == (7, "#A6A6A6")
    assert (drawn["valign"], drawn["rotation"]) == ("vcenter", 90)
