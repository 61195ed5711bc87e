"""batchUpdate requests about what lies on cells: rules, tags, protections, the filter."""

from dataclasses import replace

from tests.fakesheets import conditions, lookups, masks, protection
from tests.fakesheets.batch_parts import Batch, Body, mask_of
from tests.fakesheets.cells import normal
from tests.fakesheets.errors import invalid, is_protected, unmodelled
from tests.fakesheets.model import Tag
from tests.fakesheets.sheet import Sheet


def _add_rule(batch: Batch, body: Body) -> None:
    sheet, rule = _rule(batch, body["rule"])
    index = body.get("index", 0)
    if not 0 <= index <= len(sheet.rules):
        raise invalid(f"Invalid index: {index}. The sheet has {len(sheet.rules)} rules.")
    sheet.rules.insert(index, rule)


def _rule(batch: Batch, rule: Body) -> tuple[Sheet, Body]:
    if not rule.get("ranges") or not ("booleanRule" in rule) ^ ("gradientRule" in rule):
        raise invalid("A conditional format rule needs ranges and one rule.")
    found = [batch.open_area(one) for one in rule["ranges"]]
    if len({area.sheet_id for _, area in found}) != 1:
        raise invalid("All ranges of a rule must be on one sheet.")
    if "booleanRule" in rule:
        conditions.check_rule(rule["booleanRule"], batch.book.locale)
    ranges = [sheet.closed(area).grid_range() for sheet, area in found]
    return found[0][0], {**normal(rule), "ranges": ranges}


def _rule_at(sheet: Sheet, index: int) -> Body:
    if not 0 <= index < len(sheet.rules):
        raise invalid(f"No conditional format on sheet: {sheet.sheet_id} at index: {index}")
    return sheet.rules[index]


def _update_rule(batch: Batch, body: Body) -> Body:
    index = body.get("index", 0)
    if "rule" in body:
        sheet, rule = _rule(batch, body["rule"])
        old = _rule_at(sheet, index)
        sheet.rules[index] = rule
        return {"oldRule": old, "newIndex": index, "newRule": rule}
    sheet = batch.book.sheet(body.get("sheetId", 0))
    rule, to = _rule_at(sheet, index), body["newIndex"]
    _rule_at(sheet, to)
    sheet.rules.insert(to, sheet.rules.pop(index))
    return {"oldIndex": index, "newIndex": to, "newRule": rule}


def _delete_rule(batch: Batch, body: Body) -> Body:
    sheet = batch.book.sheet(body.get("sheetId", 0))
    rule = _rule_at(sheet, body.get("index", 0))
    del sheet.rules[body.get("index", 0)]
    return {"rule": rule}


def _create_tag(batch: Batch, body: Body) -> Body:
    given, book = body["developerMetadata"], batch.book
    if not given.get("metadataKey"):
        raise invalid("Developer metadata must have a key.")
    if given.get("visibility") not in ("DOCUMENT", "PROJECT"):
        raise invalid("Developer metadata must have a visibility.")
    tag_id = given["metadataId"] if "metadataId" in given else book.new_id()
    if tag_id <= 0:
        raise invalid("metadataId must be positive.")
    tag = Tag(
        tag_id,
        given["metadataKey"],
        given.get("metadataValue", ""),
        given["visibility"],
        *lookups.located(book, given.get("location", {})),
    )
    book.add_tag(tag)
    return {"developerMetadata": lookups.tag_message(book, tag)}


def _update_tag(batch: Batch, body: Body) -> Body:
    book, given, mask = batch.book, body.get("developerMetadata", {}), mask_of(body)
    found = {tag.tag_id: tag for one in body["dataFilters"] for tag in lookups.tags(book, one)}
    if not found:
        raise invalid("No developer metadata matches the specified data filters.")
    if set(mask) - {"metadataKey", "metadataValue", "visibility", "location"}:
        raise unmodelled(f"metadata fields {sorted(mask)}")
    names = {"metadataKey": "key", "metadataValue": "value", "visibility": "visibility"}
    if "metadataKey" in mask and not given.get("metadataKey"):
        raise invalid("Invalid field: metadataKey")
    changed = {own: given.get(name, "") for name, own in names.items() if name in mask}
    if "location" in mask:
        place, sheet_id, line = lookups.located(book, given["location"])
        changed |= {"place": place, "sheet_id": sheet_id, "line": line}
    answers = []
    for tag in found.values():
        new = replace(tag, **changed)
        del book.tags[tag.tag_id]
        book.add_tag(new)
        answers.append(lookups.tag_message(book, new))
    return {"developerMetadata": answers}


def _delete_tag(batch: Batch, body: Body) -> Body:
    found = lookups.tags(batch.book, body["dataFilter"])
    answers = [lookups.tag_message(batch.book, tag) for tag in found]
    for tag in found:
        del batch.book.tags[tag.tag_id]
    return {"deletedDeveloperMetadata": answers}


def _add_protection(batch: Batch, body: Body) -> Body:
    given, book = body["protectedRange"], batch.book
    sheet, _ = batch.open_area(given["range"])
    wanted = given.get("protectedRangeId")
    if any(wanted in sheet.protections for sheet in book.sheets):
        raise invalid(f"A protected range with id {wanted} already exists.")
    number = wanted or book.new_id()
    kept = protection.stored(book, given, number, batch.caller)
    sheet.protections[number] = kept
    shown = protection.message(kept, batch.caller)
    return {"protectedRange": {**shown, "editors": given.get("editors", {})}}


def _protection(batch: Batch, number: int) -> tuple[Sheet, Body]:
    for sheet in batch.book.sheets:
        if number in sheet.protections:
            if not protection.may_change(sheet.protections[number], batch.caller):
                raise is_protected()
            return sheet, sheet.protections[number]
    raise invalid(f"No protected range with ID: {number}")


def _update_protection(batch: Batch, body: Body) -> None:
    given = body["protectedRange"]
    number = given["protectedRangeId"]
    sheet, old = _protection(batch, number)
    new = masks.replaced(mask_of(body), old, given)
    home, _ = batch.open_area(new["range"])
    if home is not sheet:
        raise unmodelled("a protection that moves to another sheet")
    if new.get("warningOnly") or old.get("warningOnly"):
        new = {k: v for k, v in new.items() if k != "editors" or "editors" in given}
    sheet.protections[number] = protection.stored(batch.book, new, number, batch.caller)


def _delete_protection(batch: Batch, body: Body) -> None:
    number = body["protectedRangeId"]
    sheet, _ = _protection(batch, number)
    del sheet.protections[number]


def _set_filter(batch: Batch, body: Body) -> None:
    given = body["filter"]
    sheet, area = batch.area(given["range"])
    sheet.filter = {**normal(given), "range": area.grid_range()}


def _clear_filter(batch: Batch, body: Body) -> None:
    batch.book.sheet(body.get("sheetId", 0)).filter = None


KINDS = {
    "addConditionalFormatRule": _add_rule,
    "updateConditionalFormatRule": _update_rule,
    "deleteConditionalFormatRule": _delete_rule,
    "createDeveloperMetadata": _create_tag,
    "updateDeveloperMetadata": _update_tag,
    "deleteDeveloperMetadata": _delete_tag,
    "addProtectedRange": _add_protection,
    "updateProtectedRange": _update_protection,
    "deleteProtectedRange": _delete_protection,
    "setBasicFilter": _set_filter,
    "clearBasicFilter": _clear_filter,
}
