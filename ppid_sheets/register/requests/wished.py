"""The columns on wish of the register of requests: an office has those that it asks for."""

from ppid_sheets.register.schema import Column

# fmt: off
ON_WISH = (
    Column(
        "exclusion_basis", "Dasar Pengecualian", "text", "Penyelesaian",
        "Nomor entri tab DIK yang berlaku pada hari keputusan, atau Lembar pengujian dan nomornya.",
        "UU KIP Pasal 17, 19", 22,
        aliases=("No. DIK", "Nomor DIK", "No. Entri DIK", "Nomor Entri DIK", "Lembar Pengujian",
                 "No. Lembar Pengujian", "Nomor Lembar Pengujian"),
        written_with=("notified_on", "given_on"), on_wish=True,
    ),
)
# fmt: on
