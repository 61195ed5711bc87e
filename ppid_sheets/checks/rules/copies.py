"""Rules on tabs beside the register's that are copies, which are neither judged nor filled."""

from collections.abc import Callable

from ppid_sheets.checks.engine import Case, RegisterRule
from ppid_sheets.checks.rules.columns import Faults
from ppid_sheets.checks.tabs import OtherKind


def _tabs(kind: OtherKind) -> Callable[[Case], Faults]:
    """The tabs of one kind."""
    return lambda case: ({"tab": title} for title, one in case.others.items() if one == kind)


RULES: tuple[RegisterRule, ...] = (
    RegisterRule(
        "R13",
        "peringatan",
        "tab '{tab}' tampak seperti register juga, tetapi permohonan di dalamnya tidak diperiksa",
        "pindahkan permohonannya ke tab register; atau, bila tab itu yang dipakai, tulis "
        'tab = "{tab}" di ppid.toml dan jalankan ppid-sheets init; atau, bila itu jawaban '
        'formulir, jalankan ppid-sheets incoming --tab "{tab}"; atau sembunyikan tab itu',
        "SOP langkah 6",
        _tabs("register"),
    ),
    RegisterRule(
        "R24",
        "peringatan",
        "tab '{tab}' tampak seperti register keberatan juga, tetapi keberatan di dalamnya tidak "
        "diperiksa",
        "pindahkan keberatannya ke tab keberatan yang diperiksa, atau sembunyikan tab itu",
        "UU KIP Pasal 36",
        _tabs("objections"),
    ),
    RegisterRule(
        "R25",
        "info",
        "tab '{tab}' memuat aturan sorotan program tetapi bukan tab buatannya, barangkali salinan; "
        "isinya tidak diperiksa dan tidak diperbarui",
        "hapus atau sembunyikan tab itu bila tidak dipakai",
        "SOP langkah 6",
        _tabs("page"),
    ),
)
