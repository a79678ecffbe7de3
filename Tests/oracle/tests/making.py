"""Rows, policies and closes for tests: each with usual values, of which a test names only what matters."""

from datetime import date

from oracle import calendar
from oracle.books import Books, CloseResult, Line
from oracle.close import close
from oracle.policy import parse
from oracle.world import empty_world

GENESIS = "2026-01"


def uid(number):
    """A readable id."""
    return f"00000000-0000-4000-8000-{number:012d}"


SELLER, OTHER, READER, CONTENT = uid(101), uid(102), uid(900), uid(201)

POLICY = """
timezone: {timezone}
genesis: 2026-01
entries:
  - effective: 2026-01
    sales:
      commission:
        USD: [{{from: 0, percent: 20}}, {{from: 500, percent: 15}}, {{from: 2000, percent: 10}}]
      recorded_fees: {recorded_fees}
    processing:
      providers:
        lemon_squeezy: {{percent: 5, fixed: {{USD: 50}}}}
        paddle: {{percent: 5, fixed: {{USD: 50}}}}
        aba_khqr: {{percent: 0}}
        paypal: {{percent: 0}}
      borne_by: {{sales: {sales_borne_by}, donations: creator}}
      refunded: {refunded}
    donations: {{collected: [paddle], direct: [aba_khqr, paypal]}}
    subscriptions:
      platform_percent: 30
      model: {model}
      weights: {{time: 50, sessions: 30, concepts: 20}}
      viewer_cap_hours_per_day: {cap}
    bundles:
      without_share: {without_share}
    payouts:
      minimum: {{USD: {minimum}}}
      hold_days: {hold}
      approval: none
    windows: {{late_arrival_days: {late}, refund_days: {refund}}}
"""


def policy_text(**changes):
    """The default policy as YAML, with some values changed."""
    values = {
        "timezone": "UTC", "recorded_fees": "verify", "sales_borne_by": "platform", "refunded": "false",
        "model": "pro_rata", "cap": "null", "without_share": "list_price", "late": 45, "refund": 180,
        "minimum": 1000, "hold": 30,
    }
    return POLICY.format(**{**values, **changes})


def policy(**changes):
    """The default policy, with some values changed."""
    return parse(policy_text(**changes))


def content(number=201, **values):
    """A content of SELLER, for 9.99."""
    row = {
        "id": uid(number), "user_id": SELLER, "visibility": "public", "is_platform_content": False,
        "price_cents": 999, "currency": "USD",
    }
    return {**row, **values}


def purchase(number=301, **values):
    """A completed purchase of CONTENT from SELLER in January, 9.99 by paddle."""
    row = {
        "id": uid(number), "buyer_id": READER, "content_id": CONTENT, "seller_id": SELLER, "bundle_id": None,
        "amount_cents": 999, "currency": "USD", "platform_fee_cents": None, "seller_revenue_cents": None,
        "payment_provider": "paddle", "status": "completed", "created_at": "2026-01-10 12:00:00",
        "completed_at": "2026-01-10 12:00:00",
    }
    return {**row, **values}


def donation(number=401, **values):
    """A completed donation to SELLER in January, 5.00 by paddle."""
    row = {
        "id": uid(number), "donor_id": READER, "recipient_id": SELLER, "content_id": None, "amount_cents": 500,
        "currency": "USD", "payment_provider": "paddle", "status": "completed", "created_at": "2026-01-12 12:00:00",
    }
    return {**row, **values}


def subscription(number=601, **values):
    """READER's monthly subscription of 31.00 for January."""
    row = {
        "id": uid(number), "user_id": READER, "plan_type": "monthly", "price_cents": 3100, "currency": "USD",
        "payment_provider": "paddle", "status": "active", "started_at": "2026-01-01 00:00:00",
        "current_period_start": "2026-01-01 00:00:00", "current_period_end": "2026-02-01 00:00:00",
        "cancelled_at": None, "created_at": "2026-01-01 00:00:00",
    }
    return {**row, **values}


def reading(number=701, **values):
    """READER's engagement with CONTENT in January."""
    row = {
        "id": uid(number), "user_id": READER, "content_id": CONTENT, "total_time_seconds": 600,
        "sessions_completed": 5, "concepts_accessed": 3, "period_start": "2026-01-01", "period_end": "2026-01-31",
    }
    return {**row, **values}


def bundle_of(*shares, number=501, first=201):
    """A bundle and its contents, one per share: rows for `bundles` and `bundle_contents`."""
    bundle = {"id": uid(number), "creator_id": SELLER, "price_cents": 3000, "currency": "USD"}
    rows = [
        {
            "id": uid(number * 100 + index), "bundle_id": uid(number), "content_id": uid(first + index),
            "revenue_share_percent": share,
        }
        for index, share in enumerate(shares)
    ]
    return bundle, rows


def world_of(**tables):
    """A world with these rows; CONTENT is there unless contents are given."""
    world = empty_world()
    for table, rows in {"contents": [content()], **tables}.items():
        world[table] = {row["id"]: row for row in rows}
    return world


def close_all(world, rules, *periods):
    """New books after these periods have been closed."""
    books = Books()
    for period in periods:
        close(books, world, rules, period)
    return books


def amounts(line):
    """A line's gross, processing, platform and creator part."""
    return (line.gross, line.processing, line.platform, line.creator_part)


def codes(result):
    """The exceptions of a close as sorted (code, number of the row)."""
    return sorted((fault.code, int(fault.row[-12:])) for fault in result.faults)


def line(cents, bucket="sales", period="2026-01", creator=SELLER, currency="USD", payable=True, hold_from=None):
    """A line that gives a creator so many cents, held from the first day after its period."""
    kind = {"sales": "sale", "donations": "donation", "subscriptions": "pool"}[bucket]
    return Line(
        period, kind, bucket, uid(301), CONTENT, creator, currency, cents, 0, 0, cents, payable, False,
        hold_from or calendar.end_day(period),
    )


def books_of(*lines):
    """Books whose closed periods have these lines."""
    books = Books()
    for period in sorted({one.period for one in lines}):
        own = [one for one in lines if one.period == period]
        books.closed.append(CloseResult(period, own, {}, [], [], {}))
    return books


def payment_settings(number=801, **values):
    """SELLER's payment settings: paypal, with every account there."""
    row = {
        "id": uid(number), "user_id": SELLER, "preferred_payout_method": "paypal", "payout_aba_account": "000111222",
        "payout_paypal_email": "me@example.org",
        "payout_details": '{"wise_email": "w@example.org", "iban": "DE02", "name": "Ma Ker"}',
    }
    return {**row, **values}


def request(number=1201, **values):
    """SELLER's request of 10.00 on 1 March."""
    row = {
        "id": uid(number), "user_id": SELLER, "amount_cents": 1000, "currency": "USD", "from_sales_cents": None,
        "from_donations_cents": None, "from_subscriptions_cents": None, "payout_method": None,
        "payout_details": None, "status": "pending", "requested_at": "2026-03-01 12:00:00", "processed_at": None,
    }
    return {**row, **values}


def by_hand(number=1301, **values):
    """10.00 that somebody paid SELLER by hand on 1 March, out of sales."""
    parts = {"from_sales_cents": 1000, "from_donations_cents": 0, "from_subscriptions_cents": 0}
    return request(number, **{**parts, "status": "completed", **values})


def day(text):
    """A day."""
    return date.fromisoformat(text)
