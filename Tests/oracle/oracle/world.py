"""The platform's tables in memory, as far as closes and payouts read them, and changes to them.

A world is a dictionary of tables; a table is a dictionary of rows by id; a row is a dictionary of columns. Ids,
texts, timestamps (UTC, "YYYY-MM-DD HH:MM:SS"), dates and percentages are texts, amounts and counts are ints,
null is None.
"""

COLUMNS = {
    "contents": {
        "id": "text", "user_id": "text", "visibility": "text", "is_platform_content": "bool",
        "price_cents": "int", "currency": "text",
    },
    "bundles": {"id": "text", "creator_id": "text", "price_cents": "int", "currency": "text"},
    "bundle_contents": {"id": "text", "bundle_id": "text", "content_id": "text", "revenue_share_percent": "number"},
    "purchases": {
        "id": "text", "buyer_id": "text", "content_id": "text", "seller_id": "text", "bundle_id": "text",
        "amount_cents": "int", "currency": "text", "platform_fee_cents": "int", "seller_revenue_cents": "int",
        "payment_provider": "text", "status": "text", "created_at": "time", "completed_at": "time",
    },
    "donations": {
        "id": "text", "donor_id": "text", "recipient_id": "text", "content_id": "text", "amount_cents": "int",
        "currency": "text", "payment_provider": "text", "status": "text", "created_at": "time",
    },
    "subscriptions": {
        "id": "text", "user_id": "text", "plan_type": "text", "price_cents": "int", "currency": "text",
        "payment_provider": "text", "status": "text", "started_at": "time", "current_period_start": "time",
        "current_period_end": "time", "cancelled_at": "time", "created_at": "time",
    },
    "engagement_tracking": {
        "id": "text", "user_id": "text", "content_id": "text", "total_time_seconds": "int",
        "sessions_completed": "int", "concepts_accessed": "int", "period_start": "date", "period_end": "date",
    },
    "creator_payment_settings": {
        "id": "text", "user_id": "text", "preferred_payout_method": "text", "payout_aba_account": "text",
        "payout_paypal_email": "text", "payout_details": "text",
    },
    "users": {"id": "text"},
    "payouts": {
        "id": "text", "user_id": "text", "amount_cents": "int", "currency": "text", "from_sales_cents": "int",
        "from_donations_cents": "int", "from_subscriptions_cents": "int", "payout_method": "text",
        "payout_details": "text", "status": "text", "requested_at": "time", "processed_at": "time",
    },
}


def empty_world():
    """A world with every table and no rows."""
    return {table: {} for table in COLUMNS}


def apply_change(world, change):
    """Applies one structured change: an upsert of a whole row, or a deletion by id (not an error if it is gone)."""
    table = world[change["table"]]
    if change["op"] == "upsert":
        table[change["row"]["id"]] = dict(change["row"])
    else:
        table.pop(change["id"], None)


def literal(kind, value):
    """A value as PostgreSQL reads it."""
    if value is None:
        return "NULL"
    if kind == "int":
        return str(value)
    if kind == "bool":
        return "true" if value else "false"
    return "'" + str(value).replace("'", "''") + "'"


def insert_sql(table, rows):
    """One INSERT for the rows of a table, with every column given, so that no default of the database enters."""
    kinds = COLUMNS[table]
    values = ",\n".join("(" + ", ".join(literal(kinds[name], row[name]) for name in kinds) + ")" for row in rows)
    return f"INSERT INTO {table} ({', '.join(kinds)}) VALUES\n{values};"


def update_sql(table, old, new):
    """An UPDATE of what differs between two states of a row."""
    kinds = COLUMNS[table]
    changed = [f"{name} = {literal(kinds[name], new[name])}" for name in kinds if new[name] != old[name]]
    return f"UPDATE {table} SET {', '.join(changed)} WHERE id = '{new['id']}';"


def delete_sql(table, key):
    """A DELETE of one row."""
    return f"DELETE FROM {table} WHERE id = '{key}';"


def world_sql(world):
    """The whole world as INSERTs."""
    return "\n\n".join(insert_sql(table, list(rows.values())) for table, rows in world.items() if rows) + "\n"
