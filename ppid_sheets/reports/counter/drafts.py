"""Links on *Cetak* that open a message to the applicant in WhatsApp or by mail, sent by nobody yet.

They are the one exception to texts from people that never become a link: a telephone of digits
alone, an address of letters, digits and the few marks that need no other spelling in a link.
"""

from collections.abc import Iterator
from string import ascii_lowercase, digits

from ppid_sheets.register.requests.words import GRANTED
from ppid_sheets.register.values import Formula
from ppid_sheets.reports.counter.block import HERE
from ppid_sheets.reports.form import formula
from ppid_sheets.reports.form.formula import either, joined
from ppid_sheets.reports.form.looked_up import DUE, LookedUp

LONGEST = 255
"""Letters of a link that Excel takes."""
_DIGITS, _PHONE, _MAIL = "$D$15", "$D$16", "$D$17"
_FULL, _BRIEF = ("$D$18", "$D$19"), ("$D$20", "$D$21")
"""The message and its brief version: as read, and as a link writes it."""
_DRESSING = " ().:-'"
_NO_ADDRESS = ("..", "@.", ".@", "@-", "@_", ".-", "-.", "._", "_.")
_ESCAPED = {
    "%": "%25",
    " ": "%20",
    "/": "%2F",
    "&": "%26",
    "#": "%23",
    "?": "%3F",
    "+": "%2B",
    "=": "%3D",
    ",": "%2C",
}


def drafts(hand: LookedUp) -> Iterator[tuple[str, str]]:
    """The cells that make the links, by their names, and the links themselves."""
    phone, mail = hand.read("phone"), hand.read("email")
    yield _DIGITS, _here(_digits(phone))
    yield _PHONE, _here(_callable(phone))
    yield _MAIL, _here(_written_to(mail))
    for (plain, escaped), message in zip((_FULL, _BRIEF), _messages(hand), strict=True):
        yield plain, _here(message)
        yield escaped, _here(_escape(plain))
    chat = f'"https://wa.me/"&{_PHONE}&"?text="&'
    letter = f'"mailto:"&{_escape(_MAIL)}&"?subject=PPID&body="&'
    yield "$A$5", _link(_PHONE, chat, "Buka draf WhatsApp untuk pemohon")
    yield "$B$5", _link(_MAIL, letter, "Buka draf surel untuk pemohon")


def _here(text: str) -> str:
    return f'IF({HERE}="","",{text})'


def _link(wanted: str, start: str, label: str) -> str:
    """A link with the message, the brief one where that is too long, none where both are."""
    full, brief = f"{start}{_FULL[1]}", f"{start}{_BRIEF[1]}"
    short = f'IF(LEN({brief})<={LONGEST},HYPERLINK({brief},"{label}"),"")'
    linked = f'IF(LEN({full})<={LONGEST},HYPERLINK({full},"{label}"),{short})'
    return f'IF({wanted}="","",{linked})'


def _without(text: str, letters: str) -> str:
    for letter in letters:
        text = f'SUBSTITUTE({text},"{letter}","")'
    return text


def _escape(text: str) -> str:
    for letter, spelled in _ESCAPED.items():
        text = f'SUBSTITUTE({text},"{letter}","{spelled}")'
    return text


def _digits(phone: str) -> str:
    """A telephone with its country in front, as `wa.me` takes it."""
    bare = _without(phone, _DRESSING)
    abroad = f'IF(LEFT({bare},1)="+",MID({bare},2,99),{bare})'
    return f'IF(LEFT({bare},1)="0","62"&MID({bare},2,99),{abroad})'


def _callable(phone: str) -> str:
    """The digits of a mobile telephone, or of one abroad that is written so; "" for all else."""
    number = _DIGITS
    mobile = f'AND(LEFT({number},3)="628",LEN({number})>=11,LEN({number})<=14)'
    marked = f'LEFT({_without(phone, _DRESSING)},1)="+"'
    abroad = f'AND({marked},LEFT({number},2)<>"62",LEN({number})>=8,LEN({number})<=15)'
    plain = f'{_without(number, digits)}=""'
    return f'IF(AND({number}<>"",{plain},OR({mobile},{abroad})),{number},"")'


def _written_to(mail: str) -> str:
    """A single address of letters, digits and . _ - +, which ends in a name of letters."""
    left = _without(f"LOWER({mail})", f"{ascii_lowercase}{digits}._-+")
    last = f'TRIM(RIGHT(SUBSTITUTE({mail},".",REPT(" ",99)),99))'
    odd = ",".join(
        f"ISNUMBER({found})" for found in (f'FIND("{one}",{mail})' for one in _NO_ADDRESS)
    )
    domain = f'ISNUMBER(FIND(".",{mail},FIND("@",{mail})+2))'
    named = f"AND(LEN({last})>=2,{_without(last, f'{digits}_-+@')}={last})"
    begins = f'AND(LEFT({mail},1)<>".",LEFT({mail},1)<>"@",RIGHT({mail},1)<>"@")'
    plus = f'ISERROR(FIND("+",{mail},FIND("@",{mail})))'
    checks = f"AND({begins},NOT(OR({odd})),{domain},{named},{plus})"
    return f'IF({left}="@",IF({checks},{mail},""),"")'


def _messages(hand: LookedUp) -> tuple[str, str]:
    """The text for the applicant: what to expect, or what to bring; in full and in brief."""
    received, decision = hand.read("received_on"), hand.read("decision")
    incomplete, complete = hand.read("incomplete_on"), hand.read("complete_on")
    number = Formula(hand.number_wording.text)
    known = Formula(f'ISERROR(FIND("[",{DUE}))')
    dated = either(f'{received}=""', "", joined(" tanggal ", formula.long_date(received)))
    due = either(known, joined(" Jawaban paling lambat ", DUE, "."), "")
    granted = ",".join(f'{decision}="{one}"' for one in GRANTED)
    waits = f'AND({incomplete}<>"",{complete}="")'

    def chosen(opened: str, lacking: str, ready: str, closed: str) -> str:
        told = either(f'{decision}=""', either(waits, lacking, opened), closed)
        return either(f"OR({granted})", ready, told)

    about = joined("PPID: permohonan informasi No. ", number, dated)
    full = chosen(
        joined(about, " sudah kami terima.", due, " Simpan nomor ini."),
        joined(about, " belum lengkap. Mohon lengkapi berkasnya dan bawa identitas asli."),
        joined(about, " sudah dijawab. Untuk mengambil, bawa identitas dan tanda terima."),
        joined(about, " sudah selesai. Pemberitahuan tertulis kami sampaikan."),
    )
    brief = joined("PPID: permohonan No. ", number)
    return full, chosen(
        joined(brief, " sudah kami terima.", due),
        joined(brief, " belum lengkap. Mohon dilengkapi."),
        joined(brief, " sudah dijawab. Silakan diambil."),
        joined(brief, " sudah selesai."),
    )
