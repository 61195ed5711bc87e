"""What an answer costs: price of a sheet, sheets, postage and their sum (Art. 22(7) letter g)."""

from ppid_sheets.common.indonesian import number
from ppid_sheets.reports.form.row import RegisterRow, Wording

_BY_POST = "Surat"
_GAP = "[lengkapi]"


def cost_wording(request: RegisterRow, price: int) -> Wording:
    """The cost and how it is paid; `price` is what the office takes for a sheet, 0 if not set.

    The register has the sum alone. Its parts follow where the price is known and nothing is
    posted; else they are gaps.
    """
    cost = request.amount("cost")
    if cost is None or cost < 0:
        return request.lacking("cost")
    if cost == 0:
        return Wording("Tidak dikenakan biaya.")
    payment = request.wording("payment")
    posted = _BY_POST in request.text("delivery")
    sheets = cost / price if price and not posted and cost % price == 0 else None
    gaps = [
        *([] if price else ["biaya per lembar"]),
        *([] if sheets else ["jumlah lembar"]),
        *(["biaya pengiriman"] if posted else []),
    ]
    parts = (
        number(price) if price else _GAP,
        number(sheets) if sheets else _GAP,
        _GAP if posted else "0",
    )
    text = "Rp {} × {} lembar + pengiriman Rp {} = Rp {}".format(*parts, number(cost))
    lacks = ", ".join(filter(None, (*gaps, payment.lacks)))
    return Wording(f"{text}; {payment.text}", lacks)
