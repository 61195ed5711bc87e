"""Which papers of the desk there are; a new one is a line here and a file beside this one."""

PAPERS = {
    "receipt": ("receipt", "tanda-terima", "tanda terima permohonan"),
    "notice": ("notice", "pemberitahuan", "pemberitahuan tertulis"),
    "extension": ("extension", "perpanjangan", "pemberitahuan perpanjangan"),
    "refusal": ("refusal", "penolakan", "keputusan penolakan"),
}
"""By name on the command line: its module, how its files begin, and what it is.

A module has `describe(request, settings)`; one that is also given out empty has `blank(settings)`.
"""
