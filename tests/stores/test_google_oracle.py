"""The life of a Google Sheet by rules that this project did not write."""

import copy
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest

from ppid_sheets.cli import additions
from ppid_sheets.errors import UnreachableError
from ppid_sheets.jobs import check as jobs
from ppid_sheets.jobs.init import init
from ppid_sheets.jobs.init_beside import init_beside, others
from ppid_sheets.jobs.objections import KINDS
from ppid_sheets.jobs.remove import remove, traces
from ppid_sheets.register import layout
from ppid_sheets.register.a1 import letters
from ppid_sheets.register.information import LISTS
from ppid_sheets.register.information.dik import EXCLUDED
from ppid_sheets.register.objections import GROUNDS, OBJECTIONS
from ppid_sheets.register.requests.wished import UNITS
from ppid_sheets.stores.meanwhile import Cause, ChangedMeanwhile
from tests.budget import chosen
from tests.build import GOOD, OPEN, SETTINGS, TODAY, grid, init_objections
from tests.register.forms import NATIONAL, NATIONAL_REQUEST
from tests.shared import needs_shared
from tests.stores.judged import BOOK, Rows, check, oracle, store
from tests.stores.sheets import CHOICES, HOLIDAYS, MOMENT

pytestmark = needs_shared

OFFICE: Mapping[str, Rows] = {
    "Register": grid(OPEN, GOOD),
    "Hari Libur": HOLIDAYS,
    "Pilihan": CHOICES,
}
BOTH: Mapping[str, Rows] = {
    **OFFICE,
    "Keberatan": [
        [column.header for column in OBJECTIONS.staff],
        ["K-1", date(2026, 11, 2), "Ani", GOOD["reg_number"], GROUNDS[3]],
        ["K-2", date(2026, 9, 1), "Budi", "099/PPID/I/2026"],
    ],
}
LISTED: Mapping[str, Rows] = {
    **BOTH,
    "Rahasia": [
        ["Daftar yang dikecualikan"],
        [],
        ["No", "Informasi yang Dikecualikan", "Dasar Hukum", "Konsekuensi", "Berlaku Sampai"],
        [1, "Data pribadi", "Pasal 17 huruf h", "Rahasia pribadi", date(2026, 1, 1)],
    ],
}
LIVES: Mapping[str, Mapping[str, Rows]] = {
    "blank": {"Sheet1": ()},
    "office": OFFICE,
    "national": {"Register": [*NATIONAL, NATIONAL_REQUEST]},
    "both": BOTH,
    "lists": LISTED,
    "wished": OFFICE,
    "blank, wished": {"Sheet1": ()},
}
WISHED = tuple(column.key for column in UNITS)


@pytest.mark.slow
@pytest.mark.parametrize(
    "life",
    [*(pytest.param(life, marks=pytest.mark.slow) for life in LIVES if life != "both"), "both"],
)
def test_a_register_lives_its_whole_life(life: str) -> None:
    """Init, check and remove are done at once, each is at rest, and nothing is refused."""
    tabs = LIVES[life]
    with oracle(tabs) as judge:
        wished = WISHED if "wished" in life else ()
        init(store(judge), beside=KINDS, wished=wished)
        if "Keberatan" in tabs:
            init_objections(store(judge))
        if "Rahasia" in tabs:
            made = [init_beside(store(judge), schema) for schema in LISTS]
            assert [one.made for one in made if one] == [("DIP",), ()]
        again = init(store(judge), wished=wished)
        assert again and again.empty and set(wished) <= again.header.places.keys()
        for other in others(store(judge)):
            found = init(other)
            assert found and found.empty
        done = check(judge)
        assert bool(done.beside) == ("Keberatan" in tabs or "Sheet1" in tabs)
        assert not (done.beside and done.beside.trouble)
        assert not check(judge).written
        remove(store(judge))
        assert traces(store(judge)) == ()
        assert [c for c in judge.audit().changes if c["before"] is not None] == []
        assert [entry.error for entry in judge.log if entry.status != 200] == []
        assert judge.counts()["violations"] == judge.counts()["oracle_faults"] == []


def test_a_tab_of_formulas_is_not_written_twice() -> None:
    """*Cetak* is at rest although this server works no formula out; a line typed over goes."""
    desk = SETTINGS.chosen
    with oracle({"Register": grid(OPEN)}) as judge:
        init(store(judge, desk))
        check(judge, desk)
        before = judge.dump(layout.PRINT, option="FORMULA")
        assert not check(judge, desk).written
        for text in ("Nama: Siti", ""):
            judge.staff.set_cell(layout.PRINT, "A16", text)
            check(judge, desk)
            assert judge.dump(layout.PRINT, option="FORMULA") == before
        assert not check(judge, desk).written


def _chart(judge: Any) -> None:
    """A chart on a sheet of its own, and a tab that it stands before."""
    source = {"sourceRange": {"sources": [{"sheetId": judge.book(BOOK).sheets[0].sheet_id}]}}
    spec = {"basicChart": {"chartType": "COLUMN", "series": [{"series": source}]}}
    chart = {"spec": spec, "position": {"newSheet": True}}
    judge.staff.batch([{"addChart": {"chart": chart}}])


@pytest.mark.slow
def test_a_chart_on_a_sheet_of_its_own_is_left_out() -> None:
    """It has no cells to be read; all else goes on."""
    with oracle(OFFICE) as judge:
        _chart(judge)
        init(store(judge))
        check(judge)
        assert not check(judge).written
        remove(store(judge))
        assert store(judge).traces() == ()


_ADOPTED: list[Any] = []


def adopted(judge: Any) -> None:
    """The office's register after init and a check, the counters at zero."""
    init(store(judge))
    check(judge)
    judge.start_audit()


@contextmanager
def at_work() -> Iterator[Any]:
    """An oracle with such a register, which is adopted once a process."""
    with oracle(OFFICE) as judge:
        if not _ADOPTED:
            adopted(judge)
            _ADOPTED.append(copy.deepcopy((judge.books, judge.ids)))
        judge.books, judge.ids = copy.deepcopy(_ADOPTED[0])
        judge.log.clear()
        judge.start_audit()
        yield judge


@pytest.mark.slow
@pytest.mark.parametrize("column", ["A", "AL", "AQ"])
@pytest.mark.parametrize("at", range(2, 7))
def test_remove_hits_no_column_of_the_owners(column: str, at: int) -> None:
    """Its owner inserts a column and types in it before any of the requests."""
    with at_work() as judge:

        def insert(judge: Any) -> None:
            judge.staff.insert_column("Register", column)
            judge.staff.set_cell("Register", f"{column}2", "milik petugas")

        judge.at(insert, before=at)
        remove(store(judge))
        assert store(judge).traces() == ()
        assert judge.audit().on("Register").changes == []
        kept = "milik petugas" in judge.dump("Register")[1]
        assert kept or not judge.counts()["total"] >= at


FOREIGN = "=ISBLANK($A2)", "=ISBLANK($B2)", "=ISBLANK($C2)"


def _foreign(judge: Any, formulas: Sequence[str] = FOREIGN) -> None:
    """Rules of the office's, behind and before the job's."""
    for index, formula in enumerate(formulas):
        span = {"sheetId": judge.book(BOOK).sheets[0].sheet_id, "startRowIndex": 1}
        condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": formula}]}
        rule = {
            "ranges": [span],
            "booleanRule": {"condition": condition, "format": {"textFormat": {"bold": True}}},
        }
        place = 9 if index else 0
        count = len(judge.book(BOOK).sheets[0].cond_formats)
        judge.staff.batch(
            [{"addConditionalFormatRule": {"rule": rule, "index": min(place, count)}}]
        )


def _rules(judge: Any) -> str:
    return str([rule["booleanRule"] for rule in judge.book(BOOK).sheets[0].cond_formats])


def _torn(judge: Any) -> None:
    """A rule of the job's is gone, so that the next check replaces them all."""
    sheet = judge.book(BOOK).sheets[0]
    at = next(i for i, rule in enumerate(sheet.cond_formats) if "ppid" in str(rule))
    judge.staff.batch([{"deleteConditionalFormatRule": {"sheetId": sheet.sheet_id, "index": at}}])


@pytest.mark.parametrize("work", chosen(["check", "remove"], ("check",)))
@pytest.mark.parametrize("fault", chosen([None, "lost", "lost_503"], ("lost",)))
def test_no_rule_of_the_offices_vanishes(work: str, fault: str | None) -> None:
    """Somebody deletes a rule while ours are replaced, and the answer is lost as well."""
    with at_work() as judge:
        _foreign(judge)
        _torn(judge)
        judge.at(_torn, on="deleteConditionalFormatRule", before=True)
        if fault:
            judge.fault(fault, on="deleteConditionalFormatRule")
        check(judge) if work == "check" else remove(store(judge))
        assert all(_rules(judge).count(formula) == 1 for formula in FOREIGN)
        check(judge) if work == "check" else None
        assert _rules(judge).count("ppid") == (4 if work == "check" else 0)
        assert not any(tab.notes for tab in store(judge).look().tabs)


def test_a_rule_that_a_killed_run_deleted_stands_again_after_the_next() -> None:
    """The process is gone before it reads which rule it hit."""
    with at_work() as judge:
        _foreign(judge)
        _torn(judge)
        judge.at(_torn, on="deleteConditionalFormatRule", before=True)
        killed = store(judge)
        killed.client.write = _dying(killed.client.write)
        with pytest.raises(KeyboardInterrupt):
            jobs.check(killed, SETTINGS, TODAY, local_time=lambda: MOMENT)
        assert _rules(judge).count("ISBLANK") == 2
        check(judge)
        assert all(_rules(judge).count(formula) == 1 for formula in FOREIGN)


def _dying(write: Any) -> Any:
    """A write that is carried out as the process dies."""

    def dying(*request: Any) -> Any:
        answer = write(*request)
        if "deleteConditionalFormatRule" in str(request):
            raise KeyboardInterrupt
        return answer

    return dying


def _words(judge: Any) -> Mapping[str, Any]:
    """What stands beside each finding of the page, by its number and text."""
    page = judge.dump(layout.FINDINGS)
    return {f"{row[0]} {row[5]}": row[7] for row in page[3:] if len(row) > 7 and row[7]}


FAULTY = [{**GOOD, "reg_number": f"{n:03}/PPID/XI/2026", "email": "salah"} for n in range(1, 6)]


@pytest.mark.slow
@pytest.mark.parametrize(
    "mended", [1, 3, *(pytest.param(n, marks=pytest.mark.slow) for n in (2, 4, 5))]
)
def test_a_word_typed_while_findings_are_written_stays_beside_its_own(mended: int) -> None:
    """The page loses one line and gets another while the Kasubag types beside a third."""
    tabs = {**OFFICE, "Register": grid(*FAULTY)}
    at = {key: i for i, key in enumerate(grid()[0])}
    with oracle(tabs) as judge:
        adopted(judge)
        email = letters(at["Email"])
        page = judge.dump(layout.FINDINGS)
        beside = next(n for n, row in enumerate(page, 1) if row[0] and row[0].startswith("003"))
        judge.staff.set_cell("Register", f"{email}{mended + 1}", "benar@example.go.id")
        judge.staff.set_cell("Register", f"{email}{mended % 5 + 2}", "")
        name = f"{page[beside - 1][0]} {page[beside - 1][5]}"
        judge.at(
            lambda judge: judge.staff.set_cell(layout.FINDINGS, f"H{beside}", "sudah"),
            on="spreadsheets.batchUpdate",
            before=True,
        )
        check(judge)
        still = name in {f"{row[0]} {row[5]}" for row in judge.dump(layout.FINDINGS)[3:] if row[0]}
        assert _words(judge) == ({name: "sudah"} if still else {})
        check(judge)
        assert _words(judge) == ({name: "sudah"} if still else {})


@pytest.mark.slow
def test_the_columns_stand_right_of_a_merged_header() -> None:
    """Inside of a merge nobody could see them."""
    with oracle(OFFICE) as judge:
        width = len(grid()[0])
        span = {"sheetId": judge.book(BOOK).sheets[0].sheet_id}
        span |= {"startRowIndex": 0, "endRowIndex": 1}
        span |= {"startColumnIndex": width - 1, "endColumnIndex": width + 2}
        more = {"sheetId": span["sheetId"], "dimension": "COLUMNS", "length": 4}
        merge = {"range": span, "mergeType": "MERGE_ALL"}
        judge.staff.batch([{"appendDimension": more}, {"mergeCells": merge}])
        adopted(judge)
        assert judge.dump("Register")[0][width + 2] == "Batas Waktu"
        remove(store(judge))
        assert judge.book(BOOK).sheets[0].merges[0].c1 == width + 2


def _with_table(seen: Any, kind: str) -> Any:
    """A store to whose answers a Google Table over the register is added, which no server knows."""
    read = seen.client.read
    column = {"columnIndex": grid()[0].index("Kanal"), "columnName": "Kanal", "columnType": kind}
    table = {"range": {"startRowIndex": 0}, "columnProperties": [column]}

    def reading(method: str, path: str, *rest: Any, **more: Any) -> Any:
        answer = read(method, path, *rest, **more)
        for sheet in answer.get("sheets", ())[:1]:
            sheet["tables"] = [table]
        return answer

    seen.client.read = reading
    return seen


def test_a_typed_column_of_a_table_gets_no_dropdown_and_is_named() -> None:
    """Google refuses one there; all others get theirs."""
    with oracle(OFFICE) as judge:
        done = init(_with_table(store(judge), "DROPDOWN"))
        assert done and done.spared == ("Kanal",)
        assert "Tanpa daftar pilihan: Kanal" in "\n".join(additions.lines(done, "Register"))
        again = init(_with_table(store(judge), "DROPDOWN"))
        assert again and again.empty and again.spared == ("Kanal",)


def test_a_refusal_about_typed_columns_leaves_the_dropdowns_out() -> None:
    """Where the answer told of no table, all the rest is added and init ends well."""
    with oracle(OFFICE) as judge:
        mine = store(judge)
        write = mine.client.write

        def refusing(path: str, body: Any, *rest: Any) -> Any:
            if "setDataValidation" in str(body):
                words = "This operation is not allowed on cells in typed columns."
                raise ChangedMeanwhile(Cause(UnreachableError("x"), "same", words))
            return write(path, body, *rest)

        mine.client.write = refusing
        init(mine)
        assert len(judge.book(BOOK).sheets[0].protected) == 5


def _plain_book(judge: Any) -> Mapping[str, Any]:
    """What an office would see of its tabs, lists and holidays aside."""
    kept = ("Register", "Keberatan", "Rahasia", "Lain")
    return {
        sheet.title: (
            [
                [cell and (cell.value, cell.note, cell.fmt, cell.validation) for cell in row]
                for row in sheet.rows
            ],
            sheet.row_count,
            sheet.col_count,
            sheet.cond_formats,
            sheet.merges,
            sheet.protected,
        )
        for sheet in judge.book(BOOK).sheets
        if sheet.title in kept
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    "tabs", chosen([OFFICE, BOTH, LISTED], [LISTED]), ids=["requests", "both", "lists"]
)
def test_after_remove_an_offices_sheet_is_what_it_was(tabs: Mapping[str, Rows]) -> None:
    """Dropdowns that init gave are gone, the office's own stand, no column is left."""
    own = {
        "condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "Loket"}]},
        "showCustomUi": True,
    }
    with oracle(tabs) as judge:
        span = {"sheetId": judge.book(BOOK).sheets[0].sheet_id}
        span |= {"startRowIndex": 1, "endRowIndex": 2, "startColumnIndex": 3, "endColumnIndex": 4}
        judge.staff.batch([{"setDataValidation": {"range": span, "rule": own}}])
        before = _plain_book(judge)
        adopted(judge)
        if tabs is LISTED:
            init_beside(store(judge), EXCLUDED)
        if tabs is not OFFICE:
            init_objections(store(judge))
            check(judge)
            told = [line for line in traces(store(judge)) if "tab Keberatan" in line]
            assert told[0].startswith("daftar pilihan")
        assert any("daftar pilihan" in line for line in store(judge).traces())
        remove(store(judge))
        assert _trimmed(_plain_book(judge)) == _trimmed(before)
        assert judge.book(BOOK).metadata == []
        assert len(_plain_book(judge)) == len(before) == len(tabs) - 2


def _trimmed(book: Mapping[str, Any]) -> Mapping[str, Any]:
    """Only the cells that hold something, by their places."""
    return {
        title: (
            {
                (r, c): cell
                for r, row in enumerate(rows)
                for c, cell in enumerate(row)
                if cell and any(cell)
            },
            *rest,
        )
        for title, (rows, *rest) in book.items()
    }


@pytest.mark.slow
def test_a_built_register_stays_without_the_jobs_parts() -> None:
    """Its tab keeps headers and dropdowns, and loses the five columns, rules and tags."""
    with oracle({"Sheet1": ()}) as judge:
        adopted(judge)
        remove(store(judge))
        sheet = judge.book(BOOK).sheet_by_title("Register")
        assert [cell for cell in judge.dump("Register")[2] if cell] == grid()[0]
        assert sheet.row(10)[3].validation
        assert (sheet.cond_formats, sheet.protected, judge.book(BOOK).metadata) == ([], [], [])


def test_what_looks_at_the_jobs_parts_is_named_before_they_go() -> None:
    """Formulas, highlight rules, named ranges and charts of the office's; others are not named."""
    with oracle({**OFFICE, "Lain": [["a"] * 30]}) as judge:
        adopted(judge)
        sheet, width = judge.book(BOOK).sheets[0], len(grid()[0])
        status = letters(width + 2)
        formulas = {
            "A2": f'=COUNTIF(Register!{status}2:{status};"TERLAMBAT")',
            "B2": "=Temuan!A2",
            "C2": "=SUM(Register!A2:B9)",
            "D2": f'=LEN("Register!{status}2")',
            "E2": f"='Register'!$A$1:${status}$9",
            "F2": f"={status}2",
            "G2": f'=LEN(INDIRECT("Register!{status}2"))',
        }
        for cell, formula in formulas.items():
            judge.staff.set_cell("Lain", cell, formula)
        judge.staff.set_cell("Register", "A9", f"={status}2&LOG10(5)")
        _foreign(judge, [f"=${status}2=1", "=$A2=1"])
        span = {"sheetId": sheet.sheet_id, "startColumnIndex": width, "endColumnIndex": width + 1}
        named = {"name": "batas", "range": span}
        judge.staff.batch([{"addNamedRange": {"namedRange": named}}])
        for source in (span, {**span, "startColumnIndex": 0, "endColumnIndex": 2}):
            series = {"series": {"sourceRange": {"sources": [source]}}}
            spec = {"basicChart": {"chartType": "COLUMN", "series": [series]}}
            cell = {"sheetId": judge.tab("Lain").sheet_id, "rowIndex": 4, "columnIndex": 4}
            place = {"overlayPosition": {"anchorCell": cell}}
            judge.staff.batch([{"addChart": {"chart": {"spec": spec, "position": place}}}])
        here = store(judge)
        here.traces()
        assert here.onlookers() == (
            "rumus di tab Register: A9",
            "1 aturan format bersyarat di tab Register",
            "rumus di tab Lain: A2, B2, E2, G2",
            "rentang bernama batas",
            "1 bagan di tab Lain",
        )
