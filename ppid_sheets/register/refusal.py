"""Says what a tab lacks to be a register, without a word of its requests."""

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence, Set

from ppid_sheets.common.indonesian import listed
from ppid_sheets.errors import ShapeError
from ppid_sheets.register.cells import is_blank
from ppid_sheets.register.schema import SEARCHED_ROWS, Schema
from ppid_sheets.register.text import normal, squash

_MOST, _FEW, _SHORT = 8, 3, 6
_DATA = re.compile(r"[\d@]")
_JOINT = re.compile(r"\s*(?:[&/+,;|()–—]| - |\b(?:dan|serta|beserta)\b)\s*")
_NUMBER, _DAY = {"no", "nomor", "nmr"}, {"tgl", "tanggal"}
_OF_BOTH = {
    "dan",
    "serta",
    "beserta",
    "register",
    "registrasi",
    "reg",
    "pendaftaran",
    "permohonan",
    "agenda",
    "tiket",
    "diterima",
    "terima",
    "masuk",
    "urut",
    "informasi",
}
"""Words that say nothing else where number and day of a request stand in one header."""


def _lacking(schema: Schema, found: Mapping[str, str]) -> Sequence[str]:
    """The kinds of columns of which each header needs one and this has none, in words."""
    return [
        " atau ".join(schema.header(key).lower().replace("no.", "nomor") for key in keys)
        for keys in (schema.which, schema.what)
        if found.keys().isdisjoint(keys)
    ]


def unrecognised(
    grid: Sequence[Sequence[object]],
    schema: Schema,
    found: Mapping[str, str],
) -> ShapeError:
    """Why a grid is no register, given the headers `found` by key in its likeliest rows."""
    where = "tab register" if schema.job else f"tab {schema.tab}"
    named = where.removeprefix("tab ") if schema.job else where
    if all(is_blank(cell) for row in grid for cell in row):
        return _empty(named, schema)
    seen = max((_resembling(row, schema) for row in grid[:SEARCHED_ROWS]), key=len, default={})
    if not seen:
        examples = [repr(schema.header(key)) for key in (*schema.which, *schema.what)[:3]]
        return ShapeError(
            f"Judul kolom {named} tidak ditemukan pada 15 baris pertama",
            f"pastikan {where} mempunyai judul seperti {', '.join(examples)}",
        )
    lacking = _lacking(schema, found)
    more = [repr(column.header) for column in schema.usual if column.key not in found][:_FEW]
    missing = f"belum ada kolom {listed(lacking)}" if lacking else "kolomnya terlalu sedikit"
    remedies = list(_remedies(seen, set(map(squash, found.values()))))
    added = "tambahkan kolom itu" if lacking else f"tambahkan kolom lain, contoh {listed(more)}"
    mend = "; ".join(remedies) or added
    return ShapeError(f"Judul kolom {named} pada 15 baris pertama belum lengkap: {missing}", mend)


def _empty(named: str, schema: Schema) -> ShapeError:
    anew = (
        "buat register baru dengan ppid-sheets init, di berkas yang belum ada atau di Google Sheet "
        "yang kosong"
        if schema.job
        else "hapus tab itu, yang lalu dibuat baru"
    )
    return ShapeError(
        f"Judul kolom {named} tidak ditemukan karena tabnya masih kosong",
        f"isi judul kolomnya, atau {anew}",
    )


def _remedies(seen: Mapping[str, Sequence[str]], known: Set[str]) -> Iterator[str]:
    joint = {text: meant for text, meant in seen.items() if len(meant) > 1}
    for text, meant in joint.items():
        yield f"pisahkan '{text}' menjadi {listed([f'{header!r}' for header in meant])}"
    near = [
        f"'{text}' (mirip '{meant[0]}')"
        for text, meant in seen.items()
        if len(meant) == 1 and text not in known
    ]
    if near:
        yield f"betulkan judul {listed(near[:_MOST])} seperti yang disebut dalam kurung"


def _resembling(row: Sequence[object], schema: Schema) -> Mapping[str, Sequence[str]]:
    """Texts of a row that may be shown, with the headers that each resembles or joins.

    None, where the row could be a request: a header has words alone, most of them known.
    """
    filled = [cell for cell in row if not is_blank(cell)]
    texts = [squash(cell) for cell in filled if isinstance(cell, str) and not _DATA.search(cell)]
    if len(texts) < len(filled):
        return {}
    like = {text: headers for text in texts if (headers := _meant(text, schema))}
    return like if len(like) >= max(2, len(texts) / 2) else {}


def _meant(text: str, schema: Schema) -> Sequence[str]:
    """The header that a text resembles, or the two or more that it joins: *No. & Tgl Masuk*."""
    words = set(re.findall(r"[^\W_]+", text.casefold()))
    if words & _NUMBER and words & _DAY and words <= _NUMBER | _DAY | _OF_BOTH:
        return tuple(map(schema.header, schema.which))
    parts = [nearest(part, schema) for part in _JOINT.split(text) if part]
    joined = tuple(dict.fromkeys(parts)) if all(parts) else ()
    near = nearest(text, schema)
    return joined if len(joined) > 1 else (near,) if near else ()


def nearest(text: str, schema: Schema) -> str:
    """The header of a register's column that a text resembles most, or "".

    A short text must equal a header: *Nana* is a person, not a misspelt *Nama*.
    """
    name = normal(text)
    near = difflib.get_close_matches(name, schema.names, 1, 0.8 if len(name) >= _SHORT else 1)
    return schema.header(schema.names[near[0]][1]) if near else ""
