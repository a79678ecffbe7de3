"""Prints what openpyxl finds in a workbook, as JSON on one line; numbers as texts, exactly as Python has them.

Arguments: the workbook, and the cells that are of interest, else all are printed.
"""
import datetime
import json
import sys

import openpyxl


def plain(value):
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="seconds")
    return value if isinstance(value, str) else None if value is None else repr(value)


def cells(sheet, values, wanted):
    found = {}
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is None or (wanted and cell.coordinate not in wanted):
                continue
            entry = {"value": plain(values[cell.coordinate].value), "format": cell.number_format}
            if cell.data_type == "f":
                entry["formula"] = cell.value
            entry["type"] = values[cell.coordinate].data_type
            found[cell.coordinate] = entry
    return found


def formula(reference):
    return (reference.numRef or reference.strRef).f


def chart(drawn):
    title = "".join(run.t for paragraph in drawn.title.tx.rich.p for run in paragraph.r)
    anchor = drawn.anchor._from
    series = [
        {"name": one.tx.strRef.f, "labels": formula(one.cat), "values": one.val.numRef.f} for one in drawn.series]
    kind = type(drawn).__name__ + (f" {drawn.barDir}" if hasattr(drawn, "barDir") else "")
    return {"kind": kind, "title": title, "row": anchor.row, "series": series}


def main(path, *wanted):
    book, values = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    sheets = []
    for sheet in book.worksheets:
        sheets.append({
            "name": sheet.title,
            "frozen": sheet.freeze_panes,
            "filter": sheet.auto_filter.ref,
            "paper": [sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.print_title_rows,
                      sheet.page_setup.fitToHeight, sheet.sheet_properties.pageSetUpPr.fitToPage],
            "foot": [sheet.oddFooter.left.text, sheet.oddFooter.right.text],
            "widths": {letter: int(column.width) for letter, column in sheet.column_dimensions.items()},
            "cells": cells(sheet, values[sheet.title], wanted),
            "charts": [chart(drawn) for drawn in sheet._charts],
        })
    about = book.properties
    print(json.dumps({
        "properties": [about.title, about.subject, about.creator, plain(about.created), plain(about.modified)],
        "sheets": sheets}))


main(*sys.argv[1:])
