"""The faults planted in the made-up register, each the way it happens at a desk."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from ppid_sheets.register.requests.words import (
    EXEMPT,
    GRANTED_PARTLY,
    GRANTED_WHOLLY,
    HELD,
    NOT_HELD,
    REFUSED,
)

DemoRow = dict[str, Any]
Fault = Callable[[DemoRow], Mapping[str, Any]]


def plant(requests: Sequence[DemoRow], today: date) -> None:
    """Plant each fault in a request of its own, spread over the register."""
    given = [row for row in requests if "given_on" in row and "reviewed_on" in row]
    refused = [row for row in requests if row.get("decision") == REFUSED]
    still = [row for row in requests if "decision" not in row]
    touched = []
    for faults, rows in ((FAULTS, given), (REFUSAL_FAULTS, refused), (OPEN_FAULTS, still)):
        for i, fault in enumerate(faults):
            row = rows[i * len(rows) // len(faults)]
            row |= fault(row)
            touched.append(id(row))
    sound = [row for row in given if id(row) not in touched]
    _repeat_request(sound[1], sound[2])
    _repeat_number(sound[-2], sound[-1])
    _repeat_serial(sound[-4], sound[-3])
    still[-1]["received_on"] = today + timedelta(days=40)


def _repeat_request(first: DemoRow, second: DemoRow) -> None:
    """The same applicant asks the same thing again within 30 days."""
    second |= {key: first[key] for key in ("applicant_name", "information")}
    second["received_on"] = first["received_on"] + timedelta(days=9)
    second |= dict.fromkeys(("disposition_on", "notified_on", "given_on", "reviewed_on"))
    second["decision"] = None


def _repeat_number(first: DemoRow, second: DemoRow) -> None:
    second |= {key: first[key] for key in ("reg_number", "received_on")}
    second |= {"disposition_on": first["received_on"], "notified_on": first["received_on"]}


def _repeat_serial(first: DemoRow, second: DemoRow) -> None:
    """Two numbers of one year that share their serial and differ in the month."""
    serial, *_, year = first["reg_number"].split("/")
    month = "XI" if "/I/" in first["reg_number"] else "I"
    second["reg_number"] = f"{serial}/PPID/{month}/{year}"


def _shift(key: str, other: str, days: int) -> Fault:
    """Move a date to some days from another one."""
    return lambda row: {key: row[other] + timedelta(days=days)}


def _sunday_before(day: date) -> date:
    return day - timedelta(days=day.weekday() + 1)


def _put(**cells: Any) -> Fault:
    return lambda row: cells


FAULTS: tuple[Fault, ...] = (
    _put(reg_number=None),
    lambda row: {"reg_number": row["reg_number"].replace("PPID", "PPDI")},
    lambda row: {"reg_number": f"{row['reg_number'][:-4]}{int(row['reg_number'][-4:]) - 2}"},
    lambda row: {"reg_number": f"900{row['reg_number'][3:]}"},
    _put(received_on="awal bulan"),
    _put(received_on=None),
    _put(received_on="31/02/2026"),
    _put(received_on=date(2006, 3, 1)),
    _put(given_on="#N/A"),
    _shift("disposition_on", "received_on", -3),
    _shift("notified_on", "received_on", -2),
    _shift("given_on", "received_on", -1),
    _shift("reviewed_on", "received_on", -5),
    lambda row: {
        "notified_on": row["received_on"] + timedelta(days=3),
        "given_on": row["received_on"] + timedelta(days=3),
        "reviewed_on": row["received_on"] + timedelta(days=1),
    },
    lambda row: {
        "extended_on": row["received_on"] + timedelta(days=40),
        "extension_reason": "Menunggu data dari divisi terkait",
    },
    lambda row: {"extended_on": row["received_on"] - timedelta(days=1)},
    _put(extension_reason="Menunggu data dari divisi terkait", extended_on=None),
    _shift("incomplete_on", "received_on", -2),
    _shift("complete_on", "received_on", -2),
    lambda row: {"received_on": _sunday_before(row["received_on"])},
    lambda row: {
        "received_at": "11:00",
        "finished_at": "09.30",
        "notified_on": row["received_on"],
        "given_on": row["received_on"],
    },
    _put(received_at="pagi"),
    _put(applicant_name=None),
    _put(applicant_type=None),
    _put(address=None),
    _put(id_type=None, id_number=None),
    _put(applicant_type="Badan Hukum", id_type="KTP"),
    _put(applicant_type="Perorangan", id_type="KTP", id_number="19060112039000"),
    _put(applicant_type="Perorangan", id_type="KTP", id_number=1906011203900010),
    _put(applicant_type="Perorangan", id_type="KTP", id_number="9906014503900012"),
    _put(applicant_type="Perorangan", id_type="KTP", id_number="1906017713900012"),
    _put(applicant_type="Perorangan", id_type="KTP", id_number="1906011203900000"),
    _put(phone=None, email=None, delivery=None),
    _put(email="pemohon.example.com"),
    _put(phone="nomor kantor"),
    _put(phone=81200000077),
    _put(delivery="Email", email=None),
    _put(delivery="WhatsApp", phone=None),
    _put(delivery="Surat", address=None),
    _put(channel=None),
    _put(channel="Merpati Pos"),
    _put(channel="Surat", form_filled_by="Pemohon"),
    _put(channel="Email", form_filled_by=None),
    _put(information=None),
    _put(info_category=None),
    _put(info_class=None),
    _put(delivery=None),
    _put(info_form=None),
    _put(info_class=EXEMPT, decision=GRANTED_WHOLLY, refusal_ground=None),
    _put(decision=GRANTED_PARTLY, refusal_ground=None),
    _put(decision=GRANTED_WHOLLY, refusal_ground="Pasal 17 huruf a", info_class="Berkala"),
    _put(decision=GRANTED_WHOLLY, possession=NOT_HELD, refusal_ground=None),
    _put(officer=None),
    _put(officer="Petugas Lama"),
    _put(notified_on=None, given_on=None),
    _put(decision=None),
    _put(decision="Dikabulkan"),
    _put(given_on=None),
    _put(reviewed_on=None),
    _put(cost=-5000),
    _put(cost="lima ribu"),
    _put(cost="1,500"),
    lambda row: {"given_on": row["given_on"].replace(year=row["given_on"].year + 4)},
    lambda row: {
        "incomplete_on": row["received_on"] + timedelta(days=1),
        "complete_on": row["received_on"],
    },
    lambda row: {
        "complete_on": row["received_on"] + timedelta(days=3),
        "extended_on": row["received_on"] + timedelta(days=2),
        "extension_reason": "Menunggu data dari divisi terkait",
    },
)
REFUSAL_FAULTS: tuple[Fault, ...] = (
    _put(refusal_ground=None),
    _put(refusal_ground="Pasal 17 huruf h", info_class="Setiap Saat"),
    _put(refusal_ground="Tidak dikuasai", possession=HELD),
    lambda row: {"given_on": row["notified_on"]},
)
OPEN_FAULTS: tuple[Fault, ...] = (
    _put(phone=None, email=None, delivery=None),
    _put(disposition_on=None, disposition_no=None),
    lambda row: {"incomplete_on": row["received_on"] + timedelta(days=1)},
    _put(decision="Sedang proses"),
)
