"""Which row is the header, and which column is which."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ppid_sheets.deadlines.holiday_tab import holidays_tab
from ppid_sheets.errors import ShapeError
from ppid_sheets.register import layout
from ppid_sheets.register.guide import guide_tab
from ppid_sheets.register.header import Header, Place, find_header, is_register
from ppid_sheets.register.refusal import nearest
from ppid_sheets.register.requests import REQUESTS
from ppid_sheets.register.schema import Column
from ppid_sheets.register.text import normal, one_line
from tests.budget import draws
from tests.build import GOOD, grid
from tests.register.forms import NATIONAL, NATIONAL_REQUEST, NUMBERING, SEKADAU, TITLES, VARIANT_23

SIMPLE = ("No. Registrasi", "Tanggal Diterima", "Nama Pemohon", "Informasi yang Diminta")
KEYS = ("reg_number", "received_on", "applicant_name", "information")


def positions(header: Header) -> dict[str, int]:
    """Where each recognised column stands."""
    return {key: place.position for key, place in header.places.items()}


def refusal(rows: Sequence[Sequence[Any]]) -> str:
    """The sentence with which a grid is refused."""
    with pytest.raises(ShapeError) as caught:
        find_header(rows, REQUESTS)
    return str(caught.value)


@pytest.mark.parametrize("above", range(15))
def test_the_header_stands_in_any_of_the_first_15_rows(above: int) -> None:
    """Title rows and blank rows above do not matter."""
    titles = [["REGISTER PERMOHONAN"], [None, "Tahun 2026"], [], [1.0, None]] * 4
    header = find_header([*titles[:above], SIMPLE, ["001/PPID/XI/2026", None, "Contoh"]], REQUESTS)
    assert header.rows == (above + 1,)
    assert positions(header) == dict(zip(KEYS, range(4), strict=True))


def test_a_header_in_row_16_is_too_far_down() -> None:
    """Nothing below row 15 is searched."""
    assert not is_register([["judul"]] * 15 + [list(SIMPLE)], REQUESTS)


def test_the_groups_above_a_header_are_no_part_of_it() -> None:
    """The register's own row of groups names no column, though *Pemohon* could be one."""
    groups = [column.group for column in REQUESTS.columns]
    own = [column.header for column in REQUESTS.columns]
    header = find_header([["REGISTER"], groups, own, [None] * len(own)], REQUESTS)
    assert header.rows == (3,)
    assert positions(header) == {c.key: i for i, c in enumerate(REQUESTS.staff)}


@pytest.mark.parametrize(
    "write",
    [
        str.upper,
        str.lower,
        lambda text: f" {text}  ",
        lambda text: text.replace(" ", "\n"),
        lambda text: text.replace(" ", "  "),
        lambda text: f"{text}:",
        lambda text: f"{text} *",
        lambda text: text.replace("Tanggal", "Tgl."),
        lambda text: text.replace("No.", "Nomor"),
        lambda text: text.replace(" ", "\u00a0"),
        lambda text: f"\n{text}\r\n",
    ],
)
def test_headers_are_recognised_however_they_are_written(write: Any) -> None:
    """Case, spaces, line breaks, punctuation and common abbreviations are forgiven."""
    assert tuple(positions(find_header([[write(text) for text in SIMPLE]], REQUESTS))) == KEYS


@pytest.mark.parametrize("key", [column.key for column in REQUESTS.staff])
def test_every_alias_names_its_column(key: str) -> None:
    """Each declared way to write a header leads to its column."""
    column = REQUESTS.by_key[key]
    for name in (column.header, *column.aliases, *column.weak_aliases):
        others = [
            header
            for other, header in zip(KEYS, SIMPLE, strict=True)
            if other != key and REQUESTS.names[normal(name)][1] != other
        ]
        assert find_header([[*others, name]], REQUESTS).places[key].position == len(others), name


def test_no_name_claims_two_columns() -> None:
    """A header, alias or weak alias belongs to one column only, job columns included."""
    owners: dict[str, str] = {}
    for column in REQUESTS.columns:
        for name in (column.header, *column.aliases, *column.weak_aliases):
            assert owners.setdefault(normal(name), column.key) == column.key, name


@pytest.mark.parametrize(
    ("weak", "strong", "key"),
    [
        ("No", "No. Agenda", "reg_number"),
        ("Tanggal", "Tgl Permohonan", "received_on"),
        ("Nama", "Nama Lengkap", "applicant_name"),
        ("Status", "Keputusan", "decision"),
        ("Informasi", "Perihal", "information"),
    ],
)
def test_a_weak_alias_counts_only_where_nothing_better_stands(
    weak: str, strong: str, key: str
) -> None:
    """*No* is the registration number only in a register without a better column for it."""
    others = [header for other, header in zip(KEYS, SIMPLE, strict=True) if other != key]
    alone = find_header([[weak, *others]], REQUESTS)
    both = find_header([[weak, *others, strong]], REQUESTS)
    assert alone.places[key] == Place(0, weak, weak=True)
    assert both.places[key] == Place(len(others) + 1, strong)
    assert both.extra == (weak,)


def test_extra_columns_are_left_alone() -> None:
    """Columns of the office's own are listed and take nobody's place."""
    header = find_header([["Kode Arsip", *SIMPLE, None, "Paraf"]], REQUESTS)
    assert header.extra == ("Kode Arsip", "Paraf")
    assert header.repeated == ()
    assert header.width == 7


def test_a_repeated_header_is_reported() -> None:
    """Where two columns bear one header, the first is read and the second reported."""
    header = find_header([[*SIMPLE, "Tanggal\nditerima"]], REQUESTS)
    assert header.places["received_on"].position == 1
    assert header.repeated == ("Tanggal diterima",)


@pytest.mark.parametrize("numbering", [(), (NUMBERING,), (tuple(map(float, range(1, 22))),)])
@pytest.mark.parametrize("titles", [(), TITLES])
def test_the_official_national_form_is_read_as_it_stands(titles: Any, numbering: Any) -> None:
    """Three merged rows, 21 leaf columns: 12 written columns, three choices made of ticks."""
    header = find_header([*titles, *NATIONAL, *numbering, [None] * 21], REQUESTS)
    top = len(titles)
    assert header.rows == (top + 1, top + 2, top + 3)
    assert positions(header) == {
        "reg_number": 0, "received_on": 1, "applicant_name": 2, "address": 3, "phone": 4,
        "occupation": 5, "information": 6, "purpose": 7, "possession": 8, "info_form": 11,
        "request_kind": 13, "decision": 15, "refusal_ground": 16, "notified_on": 17,
        "given_on": 18, "cost": 19, "payment": 20,
    }  # fmt: skip
    assert header.places["possession"].ticks == {
        8: "Di bawah penguasaan",
        9: "Tidak di bawah penguasaan",
        10: "Belum didokumentasikan",
    }
    assert header.places["info_form"].ticks == {11: "Softcopy", 12: "Hardcopy"}
    assert header.places["request_kind"].ticks == {13: "Melihat/Mengetahui", 14: "Meminta Salinan"}
    assert header.extra == header.repeated == ()


def test_the_national_form_with_columns_of_the_toolkit_beside_it() -> None:
    """Offices add channel and officer to the right of the form, merged over its three rows."""
    top = [*NATIONAL[0], "Kanal", "Petugas"]
    header = find_header([top, *NATIONAL[1:]], REQUESTS)
    assert positions(header) | {"channel": 21, "officer": 22} == positions(header)
    assert header.places["possession"].ticks


@pytest.mark.parametrize(
    ("column", "heading"),
    [(c, name) for c in REQUESTS.staff if c.ticks for name in (c.header, *c.aliases)],
    ids=lambda one: getattr(one, "key", one),
)
def test_ticks_stand_below_any_header_of_their_column(column: Column, heading: str) -> None:
    """An office that writes *Bentuk Informasi* above *Softcopy* and *Hardcopy* ticks as others."""
    leaves = list({tick.choice: tick.leaf for tick in column.ticks}.values())
    rows = [
        ["No", "Tgl", "Nama", heading, *[""] * (len(leaves) - 1)],
        ["", "", "", *leaves],
    ]
    found = find_header(rows, REQUESTS)
    assert found.rows == (1, 2)
    assert list(found.places[column.key].ticks) == [*range(3, 3 + len(leaves))]


def test_ticks_below_another_heading_are_the_offices_own() -> None:
    """*Ya* and *Tidak* under a heading of the office say nothing of possession."""
    top = [*NATIONAL[0], "Sudah dihubungi", None]
    rows = [top, [*NATIONAL[1], None, None], [*NATIONAL[2], "Ya", "Tidak"]]
    assert list(find_header(rows, REQUESTS).places["possession"].ticks) == [8, 9, 10]


def test_the_variant_of_23_columns() -> None:
    """NPWP is the office's own column; No Telpon and E-mail are known; ticks move along."""
    below = [(*row[:8], None, None, *row[8:]) for row in NATIONAL[1:]]
    header = find_header([VARIANT_23, *below], REQUESTS)
    assert header.extra == ("NPWP",)
    assert [header.places[key].position for key in ("phone", "email", "occupation")] == [5, 6, 7]
    assert list(header.places["possession"].ticks) == [10, 11, 12]
    assert header.places["payment"].position == 22


def test_the_register_of_sekadau() -> None:
    """Six short headers, all but two of them weak."""
    header = find_header([SEKADAU], REQUESTS)
    assert list(positions(header).items()) == [
        ("reg_number", 0),
        ("received_on", 1),
        ("applicant_name", 2),
        ("decision", 3),
        ("information", 4),
        ("remarks", 5),
    ]


TAGS = dict(zip(KEYS, range(4), strict=True))


def test_tags_survive_renamed_headers() -> None:
    """A tagged column keeps its meaning under any header, and shows the header it has now."""
    header = find_header([["Urutan", "Hari", "Siapa", "Apa"]], REQUESTS, TAGS, 1)
    assert positions(header) == TAGS
    assert header.places["received_on"].header == "Hari"


def test_a_tag_wins_over_a_weak_header() -> None:
    """Renamed to *Nama*, the number's column is still the number's and nobody's name."""
    header = find_header([["Nama", "Hari", "Siapa", "Apa"]], REQUESTS, TAGS, 1)
    assert positions(header) == TAGS


def test_a_tag_wins_over_a_header_elsewhere() -> None:
    """The tagged column is meant, though another one bears the column's own header."""
    header = find_header([["Urutan", "Hari", "Siapa", "Apa", "No. Registrasi"]], REQUESTS, TAGS, 1)
    assert header.places["reg_number"].position == 0


@pytest.mark.parametrize(("below", "at"), [("", 25), (date(2026, 3, 6), 1)])
def test_a_column_of_an_unsure_name_that_was_cut_and_pasted_is_at_its_header(
    below: Any, at: int
) -> None:
    """Its tag stays behind over nothing; where cells stand below it, the header was cleared."""
    grid = [[*row, *[""] * (26 - len(row))] for row in (*NATIONAL, NATIONAL_REQUEST)]
    for row, value in ((0, "Tgl"), (-1, date(2026, 3, 9))):
        grid[row][25] = value
    grid[0][1], grid[-1][1] = "", below
    tags = {"reg_number": 0, "received_on": 1, "applicant_name": 2, "address": 3}
    assert find_header(grid, REQUESTS, tags, 3).places["received_on"].position == at


def test_a_header_that_plainly_names_another_column_wins_over_the_tag() -> None:
    """A tag that ended up on *Alamat* does not make addresses names."""
    rows = [["No. Registrasi", "Tanggal Diterima", "Alamat", "Perihal", "Nama Pemohon"]]
    header = find_header(rows, REQUESTS, TAGS, 1)
    assert header.places["address"].position == 2
    assert header.places["applicant_name"].position == 4


def test_tags_of_nothing_are_passed_over() -> None:
    """Tags beyond the header, of unknown keys or of the job's columns place nothing."""
    header = find_header([SIMPLE], REQUESTS, TAGS | {"cost": 9, "foo": 0, "findings": 1}, 1)
    assert positions(header) == TAGS


def test_tags_tell_the_row_of_the_header() -> None:
    """With tags the header is where it was tagged, also below row 15, with its rows above."""
    rows = [["judul"]] * 20 + [*NATIONAL, ["001"]]
    assert find_header(rows, REQUESTS, {"reg_number": 0}, 23).rows == (21, 22, 23)
    assert find_header(rows, REQUESTS, {"reg_number": 0}, 23).places["possession"].ticks


@given(st.lists(st.booleans(), min_size=4, max_size=4))
def test_the_names_of_tagged_columns_stand_in_either_row_of_a_header(upper: list[bool]) -> None:
    """A name merged over two rows stands in the upper one: it is the header with tags, too."""
    rows = [
        ["REGISTER PERMOHONAN"],
        [name if up else "" for name, up in zip(SIMPLE, upper, strict=True)],
        ["" if up else name for name, up in zip(SIMPLE, upper, strict=True)],
    ]
    header = find_header(rows, REQUESTS, TAGS, 3)
    assert [header.places[key].header for key in KEYS] == list(SIMPLE)


@pytest.mark.parametrize(
    "rows",
    [
        [["No"]],
        [["Nama Pemohon", "Alamat", "Email"]],
        [["No. Registrasi", "Tanggal Diterima", "Kanal"]],
        [["No. Registrasi", "Nama Pemohon"]],
        [[1.0, 2.0, 3.0]],
        [[None, True, 5]],
        [*[[]] * 15, ["No. Registrasi", "Tanggal Diterima", "Nama Pemohon"]],
    ],
)
def test_what_is_no_register_is_refused(rows: Sequence[Sequence[Any]]) -> None:
    """A header names at least three columns: a number or date, a name or subject."""
    assert "15 baris pertama" in refusal(rows)
    assert not is_register(rows, REQUESTS)


@pytest.mark.parametrize("rows", [[], [[]], [[None, ""], [" "]]])
def test_an_empty_tab_is_told_how_to_become_a_register(rows: Sequence[Sequence[Any]]) -> None:
    """There is nothing to correct in it: the way out is a new register."""
    assert "masih kosong" in refusal(rows) and "ppid-sheets init" in refusal(rows)


def test_the_registers_other_tabs_are_not_taken_for_one() -> None:
    """The tabs Pilihan, Hari Libur and Petunjuk have headers of their own and no requests."""
    holidays = holidays_tab([])
    for tab in (layout.choices_tab(REQUESTS, ("Petugas Satu",)), holidays, guide_tab()):
        assert not is_register([list(row) for row in tab.rows], REQUESTS), tab.title


@pytest.mark.parametrize(
    "joint",
    [
        "No. Register & Tgl Permohonan",
        "Nomor dan Tanggal Pendaftaran",
        "Tgl/No Register",
        "No Reg. (Tgl Permohonan)",
        "No. Register - Tgl Masuk",
        "Nomor\nTanggal",
    ],
)
def test_the_refusal_takes_a_joined_header_apart(joint: str) -> None:
    """However people join number and day."""
    text = refusal([[joint, "Nama Pemohon", "Rincian Informasi"]])
    assert "menjadi 'No. Registrasi' dan 'Tanggal Diterima'" in text
    assert "mirip" not in text


def test_the_refusal_names_what_was_read_and_what_it_resembles() -> None:
    """Misspelt headers are shown with the nearest known one."""
    text = refusal([["Daftar"], ["Nomr Registrasi", "Tangal Ditrima", "Nma Pemohon", "Ket"]])
    assert "'Nomr Registrasi' (mirip 'No. Registrasi')" in text
    assert "'Tangal Ditrima' (mirip 'Tanggal Diterima')" in text
    assert "'Nma Pemohon' (mirip 'Nama Pemohon')" in text


@pytest.mark.parametrize(
    "rows",
    [
        [["Nana", "Kamal", "Alma"]],
        [["Petrus", "Email", "Pemohon", "081200000001"]],
        [["Petrus", "Email", "Pemohon", "petrus@example.com"]],
        [["Petrus", "Email", "Pemohon", 46329.0]],
        [["Nama Pemohon", "Sarina", "Alamsyah", "Petrus", "Kamal"]],
        [["Alamat Email: petrus@example.com", "No. HP 081200000001", "Nomor KTP 19060152"]],
    ],
)
def test_the_refusal_shows_no_personal_data(rows: Sequence[Sequence[Any]]) -> None:
    """A row that could be a request is never shown, though some of its words resemble headers."""
    text = refusal([*rows, *rows])
    for cell in rows[0]:
        assert cell in ("Pemohon", "Nama Pemohon") or str(cell) not in text


@pytest.mark.parametrize("name", ["Nana", "Alma", "Kamal", "Surya", "Petrus", "Alamsyah", "Hasan"])
def test_a_name_is_no_misspelt_header(name: str) -> None:
    """Names of people that are a letter or two away from a header resemble none."""
    assert nearest(name, REQUESTS) == ""


@pytest.mark.parametrize("key", GOOD)
def test_the_refusal_shows_no_cell_of_a_request(key: str) -> None:
    """A register whose header was deleted is refused without a word of its requests."""
    request = {**GOOD, "applicant_name": "Alamat Emaill"}
    text = refusal(grid(request, request, request)[1:])
    value = str(request[key])
    assert len(value) < 4 or value == "Pemohon" or value not in text


CELLS = st.one_of(
    st.none(),
    st.text(max_size=12),
    st.sampled_from([*SIMPLE, *SEKADAU, "Ya", "Tidak", "Di bawah penguasaan", "Softcopy"]),
    st.floats(),
    st.integers(),
    st.booleans(),
    st.dates(),
)
GRIDS = st.lists(st.lists(CELLS, max_size=6), max_size=18)


@settings(max_examples=draws(150), deadline=None)
@given(GRIDS, st.dictionaries(st.integers(0, 8), st.sampled_from([*KEYS, "findings", "foo"])))
@example([], {})
@example([[]], {0: "reg_number"})
@example([["Di bawah penguasaan", None], ["Ya", "Tidak"]], {1: "reg_number"})
def test_any_grid_has_a_header_or_is_refused(rows: list[list[Any]], tagged: dict[int, str]) -> None:
    """Ragged, blank, numeric or odd: nothing but ShapeError, and places lie within the width."""
    tags = {key: position for position, key in tagged.items()}
    try:
        header = find_header(rows, REQUESTS, tags, min(len(rows), 2) if tags else 0)
    except ShapeError as error:
        assert "Judul kolom" in str(error)
        return
    used = [p for place in header.places.values() for p in (place.ticks or (place.position,))]
    assert all(position < header.width for position in used)
    assert len(used) == len(set(used))
    assert list(header.rows) == list(range(header.rows[0], header.rows[-1] + 1))


def test_a_header_on_one_line_is_as_the_sheet_trims_it() -> None:
    """Line breaks are spaces, runs of spaces are one; a space that does not break stays."""
    assert one_line(" Tanggal\n  Diterima ") == "Tanggal Diterima"
    assert one_line("No.\u00a0Registrasi") == "No.\u00a0Registrasi"


def test_a_register_without_names_and_subjects_is_still_one() -> None:
    """A public register leaves out whom and what; many other columns tell what it is."""
    titles = [
        "No. Registrasi",
        "Tanggal Diterima",
        "Kanal",
        "Jenis Pemohon",
        "Kategori Informasi",
        "Klasifikasi",
        "Petugas",
        "Keputusan",
    ]
    assert find_header([titles], REQUESTS).places.keys() >= {"reg_number", "channel", "decision"}
