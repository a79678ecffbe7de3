#!/usr/bin/env python3
"""Adds up finished reports and foots them against each other: each number that appears twice is the same number.

    foot.py FOLDER            the csv, html and json files of `remit report`, for one month or several
    foot.py FOLDER --csv      the csv files alone

Reads the files with Python's own readers, knows nothing of the engine, and ends with 1 and a line for each difference.
"""
import csv
import json
import re
import sys
from collections import defaultdict
from html.parser import HTMLParser
from pathlib import Path

DECIMALS = {"JPY": 0, "KRW": 0, "VND": 0, "KWD": 3, "BHD": 3}


class Page(HTMLParser):
    """The tables of a page: section id -> list of (currency, head, body rows, foot row), each cell as its text."""

    def __init__(self, text):
        super().__init__()
        self.tables = defaultdict(list)
        self.section, self.currency, self.place, self.cell, self.row = None, "", None, None, []
        self.scripts = 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag == "section":
            self.section, self.currency = dict(attributes)["id"], ""
            self.tables[self.section]
        elif tag == "table":
            self.tables[self.section].append((self.currency, [], [], []))
        elif tag in ("thead", "tbody", "tfoot", "h3"):
            self.place = tag
            if tag == "h3":
                self.currency = ""
        elif tag == "tr":
            self.row = []
        elif tag in ("td", "th"):
            self.cell = ""
        elif tag == "script":
            self.scripts += 1

    def handle_data(self, text):
        if self.cell is not None:
            self.cell += text
        elif self.place == "h3":
            self.currency += text

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self.row.append(self.cell)
            self.cell = None
        elif tag == "tr":
            _, head, body, foot = self.tables[self.section][-1]
            {"thead": head, "tbody": body, "tfoot": foot}[self.place].append(self.row)
        elif tag in ("thead", "tbody", "tfoot", "h3"):
            self.place = None


class Footing:
    def __init__(self, folder, csv_alone):
        self.faults, self.checks = [], 0
        self.tables = {}  # (period, report, table) -> rows as dicts
        self.files = {}
        for path in sorted(Path(folder).glob("*.csv")):
            name, period = re.fullmatch(r"(.+)-(\d{4}-\d{2})", path.stem).groups()
            with open(path, encoding="utf-8", newline="") as file:
                self.files[period, name] = list(csv.DictReader(file))
        self.periods = sorted({period for period, _ in self.files})
        self.as_of = {}
        if not csv_alone:
            for path in sorted(Path(folder).glob("*.json")):
                self.compare(path, json.loads(path.read_text(encoding="utf-8")))

    def same(self, what, left, right):
        self.checks += 1
        if left != right:
            self.faults.append(f"{what}: {left} is not {right}")

    # One report in its three forms

    def compare(self, path, report):
        period, name = report["period"], report["report"]
        self.as_of[period] = report["as_of"]
        page = Page(path.with_suffix(".html").read_text(encoding="utf-8"))
        self.same(f"{path.stem}.html: scripts", page.scripts, 0)
        for table in report["tables"]:
            file = name if len(report["tables"]) == 1 else f"{name}-{table['name']}"
            where = f"{file}-{period}"
            self.compare_csv(where, table, self.files[period, file])
            self.compare_html(where, table, page.tables[table["name"]])

    def compare_csv(self, where, table, rows):
        self.same(f"{where}.csv: rows", len(rows), len(table["rows"]))
        for number, (cells, values) in enumerate(zip(rows, table["rows"]), 1):
            for column, value in values.items():
                shown = "" if value is None else str(value)
                cell = cells[column]
                if cell.startswith("'") and not shown.startswith("'"):
                    cell = cell[1:]
                elif isinstance(value, float):
                    cell, shown = float(cell), value
                self.same(f"{where}.csv row {number} {column}", cell, shown)

    def compare_html(self, where, table, sections):
        columns = table["columns"]
        rows = iter(table["rows"])
        totals = {total.get("currency", ""): total for total in table["totals"]}
        seen = 0
        for currency, head, body, foot in sections:
            self.same(f"{where}.html: head", head, [[column["title"] for column in columns]])
            sums = defaultdict(int)
            for cells in body:
                seen += 1
                values = next(rows, {})
                self.same(f"{where}.html row {seen} currency", currency, values.get("currency", ""))
                for column, cell in zip(columns, cells):
                    value = values.get(column["name"])
                    self.same(f"{where}.html row {seen} {column['name']}", self.read(cell, column, currency), self.plain(value))
                    if column["type"] in ("money", "count") and value is not None:
                        sums[column["name"]] += value
            for cells in foot:
                for column, cell in zip(columns, cells):
                    if column["name"] in totals.get(currency, {}):
                        total = totals[currency][column["name"]]
                        self.same(f"{where}.html total {currency} {column['name']}", self.read(cell, column, currency), total)
                        self.same(f"{where}.json total {currency} {column['name']}", total, sums[column["name"]])
        self.same(f"{where}.html: rows", seen, len(table["rows"]))

    @staticmethod
    def plain(value):
        return "" if value is None else value

    @staticmethod
    def read(cell, column, currency):
        if column["type"] in ("money", "count", "percent") and cell:
            number = cell.replace("\u2212", "-").replace(",", "").replace("\u00a0%", "")
            if column["type"] == "percent":
                return float(number)
            whole, _, fraction = number.partition(".")
            is_known = re.fullmatch("[A-Z]{3}", currency)
            places = DECIMALS.get(currency, 2 if is_known else 0) if column["type"] == "money" else 0
            return int(whole + fraction) if len(fraction) == places else cell
        return cell

    # Reports against each other

    def sums(self, period, name, column, where=lambda row: True):
        result = defaultdict(int)
        for row in self.files.get((period, name), []):
            if where(row):
                result[row.get("currency", "")] += int(row[column] or 0)
        return {currency: cents for currency, cents in result.items() if cents}

    def rows(self, period, name, what, left, right):
        for number, row in enumerate(self.files.get((period, name), []), 1):
            value = lambda terms: sum(int(row[term] or 0) for term in terms)
            self.same(f"{name}-{period}.csv row {number}: {what}", value(left), value(right))

    def foot(self):
        for period in self.periods:
            self.foot_rows(period)
            self.foot_month(period)
            self.foot_people(period)
        for period, following in zip(self.periods, self.periods[1:]):
            if months(period) + 1 == months(following):
                self.foot_months(period, following)
        for period in self.periods:
            self.foot_year(period)

    def foot_rows(self, period):
        cents = lambda *names: [f"{name}_cents" for name in names]
        self.rows(period, "month-summary-owed", "opening to closing", cents("opening", "earned", "reversed", "adjusted", "paid"), cents("closing"))
        for name in ("month-summary-settled", "bundles", "refunds-and-corrections-kinds", "refunds-and-corrections-lines"):
            self.rows(period, name, "gross", cents("gross"), cents("processing", "platform", "creator"))
        self.rows(period, "month-summary-pool", "pool", cents("revenue", "carried_in"), cents("platform", "distributed", "carried_out"))
        self.rows(period, "subscription-revenue-deferred", "deferred", cents("opening", "billed", "before", "recognised", "forfeited"), cents("closing"))
        self.rows(period, "creator-balances", "balance", cents("sales", "donations", "subscriptions"), cents("balance"))
        self.rows(period, "creator-balances", "ages", cents("days_30", "days_60", "days_90", "older", "deficit"), cents("balance"))
        self.rows(period, "payout-register", "parts", cents("from_sales", "from_donations", "from_subscriptions"), cents("amount"))
        self.rows(period, "content-performance", "parts", cents("sales", "donations", "pool"), cents("creator"))
        self.rows(period, "year-totals", "fees", cents("gross", "fees"), cents("earned"))
        self.rows(period, "year-totals", "net", cents("earned", "changes", "pool", "adjusted"), cents("net"))

    def foot_month(self, period):
        same = lambda what, left, right: self.same(f"{period}: {what}", left, right)
        of = lambda name, column, where=lambda row: True: self.sums(period, name, column, where)
        kind = lambda *kinds: lambda row: row["kind"] in kinds
        settled, undone = "month-summary-settled", ("reversal", "reinstatement", "correction")
        owed = merge(*(of("month-summary-owed", f"{name}_cents") for name in ("earned", "reversed", "adjusted")))
        same("creators' parts, direct ones apart, and what is owed", merge(of(settled, "creator_cents"), of(settled, "direct_cents"), signs=(1, -1)), owed)
        parts = of(settled, "creator_cents", kind("pool"))
        for name, column in (("month-summary-pool", "distributed_cents"), ("pool-distribution-creators", "part_cents"),
                             ("pool-distribution-contents", "part_cents"), ("content-performance", "pool_cents")):
            same(f"pool lines and {name}", parts, of(name, column))
        for column in ("seconds", "sessions", "concepts"):
            same(f"{column} by creator and by content", of("pool-distribution-creators", column), of("pool-distribution-contents", column))
        revenue = of("month-summary-pool", "revenue_cents")
        same("revenue and what was recognised", revenue, merge(of("subscription-revenue-deferred", "recognised_cents"), signs=(-1,)))
        this = lambda row: row["month"] == period
        for column in ("revenue", "platform", "distributed", "carried_out"):
            same(f"{column} of the pool, month by month", of("month-summary-pool", f"{column}_cents"), of("subscription-revenue-months", f"{column}_cents", this))
        for column in ("gross", "processing", "platform", "creator"):
            column += "_cents"
            same(f"bundles' {column}", of(settled, column, kind("bundle")), of("bundles", column))
            same(f"undone {column} by kind", of(settled, column, kind(*undone)), of("refunds-and-corrections-kinds", column))
            same(f"undone {column} by line", of(settled, column, kind(*undone)), of("refunds-and-corrections-lines", column))
        paid = merge(of("payout-register", "back_cents"), of("payout-register", "taken_cents"), signs=(1, -1))
        same("paid and the register", of("month-summary-owed", "paid_cents"), paid)
        differing = lambda row: row["verdict"] in ("differs", "honoured")
        for column in ("amount", "recorded_fee", "computed_fee", "recorded_revenue", "computed_revenue"):
            column += "_cents"
            same(f"fees: {column}", of("fee-audit-verdicts", column, differing), of("fee-audit-differences", column))

    def foot_people(self, period):
        rows = lambda name: self.files.get((period, name), [])
        count = lambda name: {"": len(rows(name))} if rows(name) else {}
        self.same(f"{period}: exceptions by code and by row", self.sums(period, "exceptions-codes", "rows"), count("exceptions-rows"))
        self.same(f"{period}: outcomes by state and by creator", sum(self.sums(period, "outcomes-states", "creators").values()), len(rows("outcomes-creators")))
        self.same(f"{period}: amounts of outcomes", self.sums(period, "outcomes-states", "amount_cents"), self.sums(period, "outcomes-creators", "amount_cents"))
        balances = {(row["currency"], row["creator_id"]): row["balance_cents"] for row in rows("creator-balances")}
        for row in rows("outcomes-creators"):
            if row["state"] not in ("paid", "requested_paid"):
                who = row["currency"], row["creator_id"]
                self.same(f"{period}: balance and outcome of {who}", balances.get(who, "0"), row["amount_cents"])

    def foot_months(self, period, following):
        for name in ("month-summary-owed", "subscription-revenue-deferred"):
            closing = self.sums(period, name, "closing_cents")
            self.same(f"{name}: closing of {period}, opening of {following}", closing, self.sums(following, name, "opening_cents"))
        day = self.as_of.get(period)
        if day and day[:7] == following:
            past = lambda column: lambda row: row[column] and f"{following}-01" <= row[column] <= day
            taken = self.sums(following, "payout-register", "amount_cents", past("taken_day"))
            back = self.sums(following, "payout-register", "amount_cents", past("back_day"))
            expected = merge(self.sums(period, "month-summary-owed", "closing_cents"), taken, back, signs=(1, -1, 1))
            self.same(f"{period}: balances on {day}", self.sums(period, "creator-balances", "balance_cents"), expected)

    def foot_year(self, period):
        if (period, "year-totals") not in self.files:
            return
        year = [known for known in self.periods if known[:4] == period[:4] and known <= period]
        first = min((row["month"] for row in self.files.get((period, "subscription-revenue-months"), [])), default=year[0])
        if len(year) < months(period) - max(months(first), months(f"{period[:4]}-01")) + 1:
            return
        parts = [self.sums(month, "month-summary-owed", f"{name}_cents") for month in year for name in ("earned", "reversed", "adjusted")]
        self.same(f"{period}: net of the year and its months", self.sums(period, "year-totals", "net_cents"), merge(*parts))


def months(period):
    return int(period[:4]) * 12 + int(period[5:])


def merge(*parts, signs=None):
    result = defaultdict(int)
    for part, sign in zip(parts, signs or (1,) * len(parts)):
        for currency, cents in part.items():
            result[currency] += sign * cents
    return {currency: cents for currency, cents in result.items() if cents}


def main(arguments):
    footing = Footing(arguments[0], csv_alone="--csv" in arguments)
    footing.foot()
    for fault in footing.faults:
        print(fault)
    print(f"{len(footing.files)} tables of {len(footing.periods)} months, {footing.checks} comparisons, {len(footing.faults)} differences")
    return 1 if footing.faults or not footing.files else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
