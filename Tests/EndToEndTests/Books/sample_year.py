"""What every account of a sample year's journal must hold, from the platform's own tables: `account currency amount`, sorted.

Usage: sample_year.py ORACLE DATABASE POLICY FILES apart|together

The tables are read as each close found them, from schemas `seen_2025_01` and so on, and settled by the oracle of the rules in
the folder ORACLE. Payouts are read as they are now. FILES is the folder with what people put in by hand. Nothing that remit
wrote of its own is read.
"""
import csv
import json
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, sys.argv[1])
from oracle import accrual, calendar
from oracle.books import Books
from oracle.close import close
from oracle.database import psql, rows_sql
from oracle.policy import parse

OF_CLOSE = ["contents", "bundles", "bundle_contents", "purchases", "donations", "subscriptions", "engagement_tracking"]
BUCKETS = ["sales", "donations", "subscriptions"]


class Accounts:
    """Sums by account and currency, in cents: debits are positive."""

    def __init__(self, apart):
        self.sums, self.apart = Counter(), apart

    def post(self, currency, *postings):
        """Adds an entry, whose postings must add up to 0."""
        assert sum(cents for _, cents in postings) == 0, (currency, postings)
        for account, cents in postings:
            self.sums[account, currency] += cents

    def creator(self, creator):
        """What a creator is called in an account's name."""
        return f"Id-{creator}" if self.apart else "All"

    def owed(self, creator, bucket):
        """The account of what a creator is owed in a bucket."""
        return f"Liabilities:Creators:{self.creator(creator)}:{bucket.capitalize()}"

    def add_line(self, line, passed_on):
        """A line: `passed_on` says whether its creator bears the processing."""
        part, processing = line.creator_part, line.processing
        if not line.payable:
            given = f"Equity:Memorandum:Creators:{self.creator(line.creator)}"
            return self.post(line.currency, ("Equity:Memorandum:DirectDonations", line.gross), (given, -part))
        if line.kind == "pool":
            return self.post(line.currency, ("Liabilities:Pool", part), (self.owed(line.creator, line.bucket), -part))
        undone = line.kind in ("reversal", "reinstatement")
        origin = "Refunds" if undone else "Donations" if line.bucket == "donations" else "Sales"
        cost = 0 if passed_on else processing
        keeper = f"Income:Commission:{line.bucket.capitalize()}" if line.creator else "Income:OwnContents"
        self.post(
            line.currency, (f"Assets:Providers:{origin}", line.gross), ("Assets:Providers:Fees", -processing),
            ("Expenses:Processing", cost), (keeper, -(line.gross - part - processing + cost)),
            (self.owed(line.creator, line.bucket) if line.creator else keeper, -part),
        )

    def add_subscriptions(self, books, policy, end):
        """What was billed, and what became of it by the end of the last month (R7.6)."""
        genesis = calendar.first_day(policy.genesis)
        for subscription, periods in books.billing.items():
            for currency in {period.currency for period in periods.values()}:
                mine = [period for period in periods.values() if period.currency == currency]
                whole = {id(period): accrual.earned(period, periods, period.to) for period in mine}
                billed = sum(period.price for period in mine)
                forfeited = billed - sum(whole.values())
                deferred = sum(whole[id(period)] - accrual.earned(period, periods, end) for period in mine)
                before = sum(accrual.earned(period, periods, genesis) for period in mine)
                recognised = books.recognised.get((subscription, currency), 0)
                self.post(
                    currency, ("Assets:Providers:Subscriptions", billed), ("Equity:Opening", -before),
                    ("Liabilities:ForfeitedSubscriptions", -forfeited), ("Liabilities:Pool", -recognised),
                    ("Liabilities:DeferredSubscriptions", -deferred),
                    ("Assets:OverRecognised", forfeited + deferred + before + recognised - billed),
                )

    def add_payout(self, row):
        """A row of `payouts`: what is not in the other parts comes out of sales (R10)."""
        parts = {bucket: row[f"from_{bucket}_cents"] for bucket in BUCKETS}
        if row["status"] == "failed" or row["status"] == "pending" and parts["sales"] is None:
            return
        parts["sales"] = (parts["sales"] or 0) + row["amount_cents"] - sum(cents or 0 for cents in parts.values())
        to = "Assets:Bank" if row["status"] == "completed" else "Liabilities:PayoutsInFlight"
        taken = [(self.owed(row["user_id"], bucket), cents or 0) for bucket, cents in parts.items()]
        self.post(row["currency"] or "USD", *taken, (to, -row["amount_cents"]))

    def add_by_hand(self, folder):
        """The files of opening balances and adjustments."""
        for path in sorted(folder.glob("*.csv")):
            account = {"opening": "Equity:Opening", "adjustments": "Expenses:Adjustments"}.get(path.stem.split("-")[0])
            for row in csv.DictReader(path.open(encoding="utf-8")) if account else []:
                cents = int(row["amount_cents"])
                self.post(row["currency"], (account, cents), (self.owed(row["creator_id"], row["bucket"]), -cents))

    def lines(self):
        """The sums as texts, without those of 0; all currencies of the sample have two decimals."""
        for (account, currency), cents in self.sums.items():
            if cents:
                yield f"{account} {currency} {'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"


def rows(url, schema, table):
    """The rows of a table in a schema, by id."""
    found = json.loads(psql(url, f"SET search_path TO {schema};\n{rows_sql(table)};"))
    return {row["id"]: row for row in found}


def months(policy, url):
    """The months that were closed: those of which there are tables."""
    names = psql(url, "SELECT nspname FROM pg_namespace WHERE nspname LIKE 'seen\\_%' ORDER BY 1;").split()
    return [name.removeprefix("seen_").replace("_", "-") for name in names]


def main(_, url, policy_file, folder, creators):
    """Settles the year, and prints its accounts."""
    policy, books, accounts = parse(Path(policy_file).read_text()), Books(), Accounts(creators == "apart")
    for month in months(policy, url):
        schema = f"seen_{month.replace('-', '_')}"
        result = close(books, {table: rows(url, schema, table) for table in OF_CLOSE}, policy, month)
        entry = policy.entry(month)
        for line in result.lines:
            bears = entry.creator_bears_donations if line.bucket == "donations" else entry.creator_bears_sales
            accounts.add_line(line, bears and line.creator is not None)
        for pool in result.pools:
            accounts.post(pool.currency, ("Liabilities:Pool", pool.platform), ("Income:Subscriptions", -pool.platform))
    accounts.add_subscriptions(books, policy, calendar.end_day(books.closed[-1].period))
    start = calendar.utc_text(calendar.start_of_day(policy.timezone, calendar.first_day(policy.genesis)))
    for row in rows(url, "public", "payouts").values():
        if row["requested_at"] >= start:
            accounts.add_payout(row)
    accounts.add_by_hand(Path(folder))
    print("\n".join(sorted(accounts.lines())))


main(*sys.argv[1:])
