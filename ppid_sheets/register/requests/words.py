"""The choices of the register of requests that rules, clocks and reports name."""

GRANTED_WHOLLY = "Dikabulkan Seluruhnya"
GRANTED_PARTLY = "Dikabulkan Sebagian"
REFUSED = "Ditolak"
WITHDRAWN = "Dicabut Pemohon"
NOT_PROCESSED = "Tidak Diproses"
GRANTED = (GRANTED_WHOLLY, GRANTED_PARTLY)

EXEMPT = "Dikecualikan"
HELD, NOT_HELD, UNDOCUMENTED = (
    "Di bawah penguasaan",
    "Tidak di bawah penguasaan",
    "Belum didokumentasikan",
)
NOT_CONTROLLED = "Tidak dikuasai"
ELECTION_STAGES = "Informasi Tahapan Pemilu/Pemilihan"
ARTICLE_17 = tuple(f"Pasal 17 huruf {letter}" for letter in "abcdefghij")
