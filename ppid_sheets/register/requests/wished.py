"""The columns on wish of the register of requests: an office has those that it asks for.

SOP = 03/ORT.06-ST/1906/2022.
"""

from ppid_sheets.register.schema import DATE_HELP, Column

UNIT = "Permintaan ke Unit"
_FINANCE = "Subbagian Keuangan, Umum dan Logistik"
_TECHNICAL = "Subbagian Teknis dan Hupmas"
_DATA = "Subbagian Perencanaan, Data dan Informasi"
_LEGAL = "Subbagian Hukum dan SDM"

UNITS: tuple[Column, ...] = (
    Column(
        "unit",
        "Unit/Bagian Diminta",
        "choice",
        UNIT,
        "Unit yang diminta menyiapkan jawaban; daftarnya di tab Pilihan.",
        "SOP langkah 4",
        26,
        aliases=(
            "Unit Diminta",
            "Bagian Diminta",
            "Unit yang Diminta",
            "Unit Kerja Diminta",
            "Unit Kerja yang Diminta",
            "Unit/Bagian yang Diminta",
        ),
        choices=(_FINANCE, _TECHNICAL, _DATA, _LEGAL),
        open_list=True,
        on_wish=True,
        spellings={
            **{
                f"{word} {short}".strip(): unit
                for word in ("", "subbag", "subbag.", "sub bagian", "subbagian", "kasubbag")
                for unit, shorts in (
                    (
                        _FINANCE,
                        (
                            "keuangan",
                            "umum",
                            "logistik",
                            "kul",
                            "keuangan, umum, dan logistik",
                            "keuangan umum dan logistik",
                        ),
                    ),
                    (
                        _TECHNICAL,
                        (
                            "teknis",
                            "hupmas",
                            "parmas",
                            "teknis dan parmas",
                            "teknis penyelenggaraan pemilu, partisipasi dan hubungan masyarakat",
                        ),
                    ),
                    (
                        _DATA,
                        (
                            "perencanaan",
                            "data",
                            "datin",
                            "rendatin",
                            "perencanaan, data, dan informasi",
                            "perencanaan data dan informasi",
                        ),
                    ),
                    (_LEGAL, ("hukum", "sdm", "hukum & sdm", "hukum dan sumber daya manusia")),
                )
                for short in shorts
            }
        },
        written_with=("unit_asked_on",),
    ),
    Column(
        "unit_asked_on",
        "Tanggal Diminta ke Unit",
        "date",
        UNIT,
        f"Hari unit diminta menyiapkan jawaban. {DATE_HELP}",
        "SOP langkah 4",
        13,
        aliases=(
            "Tgl Diminta ke Unit",
            "Tanggal Permintaan ke Unit",
            "Tgl Permintaan ke Unit",
            "Tanggal Diteruskan ke Unit",
            "Tgl Diteruskan ke Unit",
        ),
        on_wish=True,
    ),
    Column(
        "unit_answered_on",
        "Tanggal Jawaban Unit",
        "date",
        UNIT,
        f"Hari unit menjawab; kosongkan selama ditunggu. {DATE_HELP}",
        "SOP langkah 4",
        13,
        aliases=(
            "Tgl Jawaban Unit",
            "Tanggal Jawaban dari Unit",
            "Tgl Jawaban dari Unit",
            "Tanggal Unit Menjawab",
        ),
        on_wish=True,
    ),
)
ON_WISH: tuple[Column, ...] = (
    Column(
        "exclusion_basis",
        "Dasar Pengecualian",
        "text",
        "Penyelesaian",
        "Nomor entri tab DIK yang berlaku pada hari keputusan, atau Lembar pengujian dan nomornya.",
        "UU KIP Pasal 17, 19",
        22,
        aliases=(
            "No. DIK",
            "Nomor DIK",
            "No. Entri DIK",
            "Nomor Entri DIK",
            "Lembar Pengujian",
            "No. Lembar Pengujian",
            "Nomor Lembar Pengujian",
        ),
        written_with=("notified_on", "given_on"),
        on_wish=True,
    ),
    *UNITS,
)
