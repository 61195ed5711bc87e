"""Which papers of the desk there are; a new one is a line here and a file beside this one."""

PAPERS = {
    "request": ("application", "formulir-permohonan", "formulir permohonan"),
    "receipt": ("receipt", "tanda-terima", "tanda terima permohonan"),
    "notice": ("notice", "pemberitahuan", "pemberitahuan tertulis"),
    "incomplete": ("incomplete", "kekurangan-berkas", "pemberitahuan kekurangan berkas"),
    "disposition": ("disposition", "nota-dinas", "nota dinas kepada unit kerja"),
    "extension": ("extension", "perpanjangan", "pemberitahuan perpanjangan"),
    "refusal": ("refusal", "penolakan", "keputusan penolakan"),
    "handover": ("handover", "tanda-terima-informasi", "tanda terima informasi"),
}
"""By name on the command line: its module, how its files begin, and what it is.

A module has `describe(request, settings)`; one that is also given out empty has `blank(settings)`.
"""

OBJECTION_PAPERS = {
    "objection-receipt": ("objection_receipt", "tanda-terima-keberatan", "tanda terima keberatan"),
    "objection-answer": ("objection_answer", "tanggapan-keberatan", "tanggapan atas keberatan"),
}
"""Those of the register of objections; their modules have `describe(objection, settings)`."""
