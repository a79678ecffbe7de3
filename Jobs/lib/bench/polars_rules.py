"""The rules of a month in polars: what polars_close.py computes between reading and writing."""
import datetime, hashlib
import polars as pl
from polars import col, lit, when

GENESIS = datetime.date(2025, 1, 1)
TERMS = pl.DataFrame([(provider, currency, percent * 100, fixed if percent else 0, second, third)
    for provider, percent in (("lemon_squeezy", 5), ("paddle", 5), ("aba_khqr", 0), ("paypal", 0))
    for currency, fixed, second, third in (("USD", 50, 500, 2000), ("EUR", 45, 500, 2000), ("KHR", 200000, 2000000, 8000000))],
    schema=["provider", "currency", "fee_bp", "fee", "second", "third"], orient="row")
WEIGHTS, PLATFORM_BP = {"seconds": 40, "sessions": 25, "concepts": 35}, 3000



def apportion(frame, over, key, party):
    """Adds `part`: `total` by `weight` within the groups `over`, the cents left over to the largest remainders (R1.4)."""
    product = col("total").abs().cast(pl.Int128) * col("weight")
    whole = pl.max_horizontal(col("weight").sum().over(over), lit(1, pl.Int128))
    frame = frame.with_columns(floor=(product // whole).cast(pl.Int64), rest=product % whole)
    frame = frame.with_columns(left=col("total").abs() - col("floor").sum().over(over), tied=(pl.len().over([*over, "rest"]) > 1) & (col("rest") > 0))
    draw = lambda rows: pl.Series([hashlib.sha256(k + p).digest() for k, p in zip(rows[key], rows[party])], dtype=pl.Binary)
    drawn = frame.filter(col("tied") & (col("left") > 0))
    frame = pl.concat([drawn.with_columns(lot=draw(drawn)), frame.filter(~(col("tied") & (col("left") > 0))).with_columns(lot=lit(b""))])
    frame = frame.sort([*over, "rest", "lot"], descending=[*(False for _ in over), True, False])
    place = pl.int_range(pl.len()).over(over)
    return frame.with_columns(part=(col("floor") + (place < col("left"))) * when(col("total") < 0).then(-1).otherwise(1)).drop("floor", "rest", "left", "tied", "lot")


def bundle_weights(parts, contents):
    """What the contents of each bundle weigh (R5.2); bundles that cannot be split are not there."""
    unshared = col("share").is_null()
    parts = parts.join(contents, on="content_id", how="left").with_columns(col("own").fill_null(False), list=when(unshared).then(col("price").fill_null(0)))
    parts = parts.with_columns(list_currency=when(unshared & (col("price") > 0)).then(col("price_currency")))
    whole = parts.group_by("bundle_id").agg(given=col("share").sum(), blank=col("list").count(), listed=col("list").sum(), currencies=col("list_currency").drop_nulls().n_unique(),
        least=pl.min_horizontal(col("share").min(), col("list").min()), owned=(col("owner").is_not_null() | col("own")).all())
    whole = whole.filter(col("owned") & (col("least") >= 0) & (col("currencies") <= 1) & when(col("blank") == 0).then(col("given") == 10000).otherwise(col("given") < 10000))
    wide = lambda name: col(name).cast(pl.Int128)
    return parts.join(whole, on="bundle_id").select("bundle_id", "content_id", "owner", "own",
        weight=when(unshared).then((10000 - wide("given")) * when(col("listed") > 0).then(wide("list")).otherwise(1))
        .otherwise(wide("share") * when(col("listed") > 0).then(wide("listed")).otherwise(pl.max_horizontal(wide("blank"), lit(1)))))


def divide(rows, contents, weights):
    """Adds the division of purchases and donations (R4, R6), and whether they can be settled (R12)."""
    percent = lambda bp: (col("amount") * bp + 5000) // 10000
    sale, single = col("bucket") == "s", col("bundle_id").is_null()
    rows = rows.join(TERMS, on=["provider", "currency"], how="left", maintain_order="left")
    owned = contents.filter("own").select("content_id", own=lit(True))
    splittable = weights.select("bundle_id").unique().with_columns(splittable=lit(True))
    rows = rows.join(owned, on="content_id", how="left").join(splittable, on="bundle_id", how="left").with_columns(own=col("own").fill_null(False) & sale & single)
    direct = ~sale & col("provider").is_in(["aba_khqr", "paypal"])
    rows = rows.with_columns(processing=when(direct).then(0).when(sale | (col("provider") == "paddle")).then(percent(col("fee_bp")) + col("fee")),
        payable=sale | (col("provider") == "paddle"), tier=when(col("amount") >= col("third")).then(1000).when(col("amount") >= col("second")).then(1500).otherwise(2000))
    rows = rows.with_columns(creator=when(sale).then(col("amount") - percent(col("tier"))).otherwise(pl.max_horizontal(lit(0), col("amount") - col("processing"))),
        good=(col("amount") == 0) | (col("amount") > 0) & col("processing").is_not_null() & when(single).then(col("payee").is_not_null() | col("own")).otherwise(col("splittable").fill_null(False)))
    return rows.drop("fee_bp", "fee", "second", "third", "tier", "splittable", "provider")


def changes(again, history, month):
    """What is settled that was not, or not as it is now, and the lines that undo settlements (R8)."""
    settles = col("kind").is_in(["s", "b", "d"])
    history = history.with_columns(last.max().over("source_id").alias(name) for name, last in (
        ("settled", when(settles).then(col("period"))), ("reversed", when(col("kind") == "r").then(col("period"))), ("reinstated", when(col("kind") == "i").then(col("period")))))
    history = history.with_columns(undone=(col("reversed") > pl.max_horizontal("settled", "reinstated")).fill_null(False))
    last = history.filter(settles & (col("period") == col("settled"))).group_by("source_id").agg(known=lit(True), undone=col("undone").first(), gross=col("gross_cents").sum(),
        was_in=col("currency").first(), was_kind=col("kind").first(), was_payee=pl.coalesce("creator_id", "seller_id").first(), sold_at=col("sold_at").first(), hold_from=col("hold_from").first())
    completed, good = col("status") == "completed", col("good").fill_null(False)
    within = lambda bound: col("open") | (col("sold_at") >= month[bound])
    moved = col("bundle_id").is_null() & (col("was_kind") != "b") & ~col("own") & col("was_payee").ne_missing(col("payee"))
    again = again.join(last, left_on="id", right_on="source_id", how="left").with_columns(
        reinstate=col("undone") & completed & good, reverse=~col("undone") & within("refunds") & col("status").is_in(["refunded", "disputed", "pending"]),
        correct=completed & good & (col("undone") | within("late")) & ((col("gross") != col("amount")) | (col("was_in") != col("currency")) | moved))
    new = col("known").is_null() & (col("at") < month["stop"]) & (col("open") | (col("at") >= month["late"]))
    due = again.filter(completed & good & (col("amount") > 0) & (new | col("correct").fill_null(False)))
    due = due.with_columns(sold_at=pl.coalesce("sold_at", "at"), hold_from=pl.coalesce(col("hold_from"), lit(month["next"])))
    history = history.join(again.select("id", "reinstate", "reverse", "correct"), left_on="source_id", right_on="id")
    settled = settles & (col("period") == col("settled"))
    undo = lambda rows, kind: history.filter(rows).with_columns(kind=lit(kind), late=lit(False), period=lit(month["first"]),
        processing_cents=lit(0, pl.Int64) if kind == "r" else -col("processing_cents"), creator_cents=-col("creator_cents"), gross_cents=-col("gross_cents"),
        platform_cents=col("creator_cents") - col("gross_cents") if kind == "r" else -col("platform_cents"))
    return due, pl.concat([undo(col("reverse") & settled, "r"), undo(col("correct") & settled, "c"),
                           undo(col("reinstate") & (col("kind") == "r") & (col("period") == col("reversed")), "i")])


def missed(row):
    """The billing periods before a row that is new, and renewals that were missed (R7.2)."""
    def back(count):
        months = row["from_day"].year * 12 + row["from_day"].month - 1 - count * row["months"]
        first, after = (datetime.date(m // 12, m % 12 + 1, 1) for m in (months, months + 1))
        return min(first + datetime.timedelta(row["from_day"].day - 1), after - datetime.timedelta(1))
    covered, steps, filled = row["covered"], 1, []
    limit = covered + datetime.timedelta(3) if covered else max(row["started"], GENESIS)
    while back(steps) > limit:
        steps += 1
    for count in range(1, steps + 1) if not covered or (covered - back(steps)).days <= 3 else ():
        begin, end, price = back(count), back(count - 1), row["price"]
        if not covered and begin < row["started"]:
            price, begin = price * (end - row["started"]).days // (end - begin).days, row["started"]
        filled.append({"from_day": covered if covered and count == steps else begin, "to_day": end, "price": price, **{name: row[name] for name in ("subscription_id", "user_id", "currency")}})
    return filled


def accruals(known, shown, month, zone):
    """The carried billing periods as the platform now shows them, and the new ones, with what they earned (R7)."""
    day = lambda name: col(name).dt.replace_time_zone("UTC").dt.convert_time_zone(zone).dt.date()
    shown = shown.with_columns(day("started"), day("from_day"), day("to_day")).filter(
        col("currency").is_in(TERMS["currency"].unique().to_list()) & col("started").is_not_null() & (col("to_day") > col("from_day")))
    covered = known.group_by("subscription_id").agg(covered=pl.min_horizontal("shown_to", "next_from").max())
    gaps = shown.join(covered, on="subscription_id", how="left").filter(col("from_day") > pl.coalesce(col("covered"), pl.max_horizontal(col("started"), lit(GENESIS))))
    schema = {name: shown.schema[name] for name in ("subscription_id", "user_id", "price", "currency", "from_day", "to_day")}
    filled = pl.DataFrame([period for row in gaps.iter_rows(named=True) for period in missed(row)], schema=schema)
    shown = pl.concat([shown.select(*schema, shown=lit(True)), filled.with_columns(shown=lit(False))])
    same = known.join(shown, on=["subscription_id", "from_day"], how="full", coalesce=True, suffix="_now")
    rows = same.select("subscription_id", "from_day", "next_from", to_day=pl.max_horizontal("to_day", "to_day_now"), shown_to=pl.coalesce("to_day_now", "shown_to"),
        price_cents=pl.coalesce("price", "price_cents"), currency=pl.coalesce("currency", "currency_now"), user_id=pl.coalesce("user_id", "user_id_now"),
        changed=col("before").is_null() | ((col("to_day_now") != col("shown_to")) | (col("price") != col("price_cents"))).fill_null(False),
        shown=col("shown").fill_null(False), before=col("before").fill_null(0), excess=col("excess").fill_null(0)).sort("subscription_id", "from_day")
    last = (col("subscription_id") != col("subscription_id").shift(-1)).fill_null(True)
    rows = rows.with_columns(last=last, cut=pl.min_horizontal("next_from", when(~last).then(col("from_day").shift(-1))),
        last_user=when(last).then(pl.struct("user_id")).backward_fill().struct.field("user_id"))
    days, until = lambda end, start: (end - start).dt.total_days(), pl.min_horizontal("shown_to", "cut", "to_day")
    earned = lambda bound: col("price_cents") * pl.max_horizontal(lit(0), days(pl.min_horizontal(lit(bound), col("until")), col("from_day"))) // days(col("to_day"), col("from_day"))
    account = ["subscription_id", "currency"]
    rows = rows.with_columns(until=until).with_columns(earned_cents=earned(month["next"]) - earned(GENESIS), last_of_currency=col("from_day") == col("from_day").max().over(account),
        changed=col("changed") | (col("until") != pl.min_horizontal("shown_to", "next_from", "to_day")))
    rows = rows.with_columns(balance=when("last_of_currency").then((col("earned_cents") - col("before") - col("excess")).sum().over(account)).otherwise(0))
    rows = rows.with_columns(carried=col("last") | col("shown") | (col("until") > month["next"]) | (col("balance") < 0))
    return rows.filter(col("changed") | col("carried") | (col("balance") != 0) | (col("earned_cents") != col("before"))).select(lit(month["first"]).alias("period"), "subscription_id",
        "from_day", "to_day", "shown_to", next_from="cut", price_cents="price_cents", currency="currency", user_id="user_id", changed="changed", carried="carried", earned_cents="earned_cents",
        recognised_cents=pl.max_horizontal(col("balance"), lit(0)), excess_cents=pl.max_horizontal(-col("balance"), lit(0)), reader_id=when(col("balance") > 0).then(col("last_user")))


def pools(engagement, accruals, contents, carried, month):
    """The pool of each currency, and each content's share of it (R9)."""
    engagement = engagement.filter((col("seconds") >= 0) & col("sessions").is_between(0, col("seconds")) & col("concepts").is_between(0, col("seconds")))
    impossible = engagement.group_by("user_id").agg(col("seconds").sum()).filter(col("seconds") > (month["stop"] - month["start"]).total_seconds())
    readers = accruals.filter(col("reader_id").is_not_null()).select(user_id="reader_id", currency="currency").unique()
    open_to_all = contents.filter(col("visibility").is_in(["public", "paid"]) & ~col("own")).select("content_id", creator_id="owner")
    counted = engagement.join(impossible, on="user_id", how="anti").join(open_to_all, on="content_id").filter(col("creator_id") != col("user_id")).join(readers, on="user_id")
    metrics = [col(name).cast(pl.Int64).sum() for name in WEIGHTS]
    counted = counted.group_by("currency", "content_id", "creator_id").agg(metrics)
    revenue = pl.concat([accruals.group_by("currency").agg(revenue=col("recognised_cents").sum(), carried=lit(0, pl.Int64)), carried.select("currency", revenue=lit(0, pl.Int64), carried="carried")])
    revenue = revenue.group_by("currency").sum().filter((col("revenue") > 0) | (col("carried") > 0)).with_columns(platform=(col("revenue") * PLATFORM_BP + 5000) // 10000)
    total, active = col("revenue") - col("platform") + col("carried"), pl.sum_horizontal(list(WEIGHTS)) > 0
    pool = revenue.join(counted.group_by("currency").agg(metrics), on="currency", how="left").with_columns(col(list(WEIGHTS)).fill_null(0)).select(
        lit(month["first"]).alias("period"), "currency", lit("pro_rata").alias("model"), revenue_cents="revenue", carried_in_cents="carried", platform_cents="platform",
        distributed_cents=when(active).then(total).otherwise(0), carried_out_cents=when(active).then(0).otherwise(total), seconds="seconds", sessions="sessions", concepts="concepts")
    sums = pool.select("currency", *(pl.max_horizontal(col(name), lit(1)).cast(pl.Int128).alias("all_" + name) for name in WEIGHTS), total="distributed_cents",
        key=(lit(f"{month['first']:%Y-%m}/") + col("currency")).cast(pl.Binary))
    weight = sum(w * col(name).cast(pl.Int128) * pl.reduce(lambda a, b: a * b, [col("all_" + other) for other in WEIGHTS if other != name]) for name, w in WEIGHTS.items())
    counted = counted.join(sums, on="currency").with_columns(weight=weight)
    creators = counted.group_by("currency", "creator_id").agg(col("weight").sum(), col("total", "key").first())
    creators = apportion(creators, ["currency"], "key", "creator_id").select("currency", "creator_id", total="part")
    shares = apportion(counted.drop("total").join(creators, on=["currency", "creator_id"]), ["currency", "creator_id"], "key", "content_id")
    return pool, shares.select(lit(month["first"]).alias("period"), "currency", "content_id", "creator_id", *WEIGHTS, col("weight").cast(pl.String), part_cents="part")


def lines(due, undoing, weights, shares, month):
    """Single sales and donations, bundles (R5.3), what undoes settlements, the pool."""
    own, names = col("own"), undoing.columns[:16]
    line = lambda rows: rows.with_columns(period=lit(month["first"]), source_id="id", late=col("sold_at") < month["start"])
    single = line(due.filter(col("bundle_id").is_null())).with_columns(kind=col("bucket"), creator_id=when(~own).then(col("payee")), seller_id=when(own).then(col("payee")),
        gross_cents="amount", processing_cents="processing", creator_cents=when(own).then(0).otherwise(col("creator")),
        platform_cents=col("amount") - col("processing") - when(own).then(0).otherwise(col("creator")))
    whole = due.filter(col("bundle_id").is_not_null()).drop("content_id", "own").join(weights, on="bundle_id")
    roles = {"processing": col("processing"), "platform": col("amount") - col("processing") - col("creator"), "creator": col("creator")}
    split = pl.concat([whole.select("id", "content_id", "weight", role=lit(role), total=total) for role, total in roles.items()])
    split = apportion(split, ["id", "role"], "id", "content_id").group_by("id", "content_id").agg(col("part").filter(col("role") == role).sum().alias(role) for role in roles)
    bundles = line(whole.drop("processing", "creator").join(split, on=["id", "content_id"])).with_columns(kind=lit("b"), creator_id=when(~own).then(col("owner")), seller_id=lit(None, pl.Binary),
        gross_cents=pl.sum_horizontal(list(roles)), processing_cents="processing", platform_cents=col("platform") + when(own).then(col("creator")).otherwise(0),
        creator_cents=when(own).then(0).otherwise(col("creator"))).filter(pl.any_horizontal(col(list(roles)) != 0))
    pooled = shares.filter(col("part_cents") > 0).with_columns(kind=lit("p"), bucket=lit("p"), source_id=lit(None, pl.Binary), seller_id=lit(None, pl.Binary),
        gross_cents="part_cents", processing_cents=lit(0, pl.Int64), platform_cents=lit(0, pl.Int64), creator_cents="part_cents", payable=lit(True), late=lit(False),
        hold_from=lit(month["next"]), sold_at=lit(None, pl.Datetime("us")))
    return pl.concat([frame.select(names) for frame in (single, bundles, undoing, pooled)], how="vertical_relaxed")
