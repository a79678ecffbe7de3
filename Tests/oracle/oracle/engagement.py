"""R9.1 and R12: which engagement counts, what it counts for, and what was left out by which rule."""

from . import calendar

METRICS = ("total_time_seconds", "sessions_completed", "concepts_accessed")


def metrics_of(row):
    """Seconds, sessions and concepts of a row; nulls are 0 (R9.1)."""
    return tuple(row[name] or 0 for name in METRICS)


def rows_of(world, period):
    """The rows whose `period_start` lies in the period."""
    rows = world["engagement_tracking"].values()
    return [row for row in rows if row["period_start"] is not None and row["period_start"][:7] == period]


def own_fault(row, period):
    """The first fault that a row has by itself, or None (R12)."""
    whole = (str(calendar.first_day(period)), str(calendar.last_day(period)))
    seconds, sessions, concepts = metrics_of(row)
    if min(seconds, sessions, concepts) < 0:
        return "engagement_negative"
    if (row["period_start"], row["period_end"]) != whole:
        return "engagement_period"
    if sessions > seconds or concepts > seconds:
        return "engagement_impossible"
    return None


def faults_of(rows, zone, period):
    """The exception code of every faulty row, by row id (R12)."""
    faults = {row["id"]: own_fault(row, period) for row in rows}
    time = {}
    for row in rows:
        if faults[row["id"]] is None:
            time[row["user_id"]] = time.get(row["user_id"], 0) + metrics_of(row)[0]
    whole = calendar.seconds_of(zone, period)
    for row in rows:
        if faults[row["id"]] is None and time[row["user_id"]] > whole:
            faults[row["id"]] = "engagement_impossible"
    return {key: code for key, code in faults.items() if code is not None}


def left_out_by(row, faults, world):
    """The first rule by which a row does not count, or None where it counts (R9.1)."""
    content = world["contents"].get(row["content_id"])
    if row["id"] in faults:
        return faults[row["id"]]
    if content is None:
        return "content_missing"
    if content["is_platform_content"]:
        return "platform_content"
    if content["user_id"] is None:
        return "no_owner"
    if content["visibility"] not in ("public", "paid"):
        return "visibility"
    return "own_content" if content["user_id"] == row["user_id"] else None


def counting(rows, faults, world, users, cap):
    """What counts for a pool whose revenue comes from `users`.

    Returns (user, content, metrics) for every counting row, capped, and what was left out as
    {(content, rule): [rows, seconds]}.
    """
    kept, excluded = [], {}
    for row in rows:
        if row["user_id"] is not None and row["user_id"] in users:
            rule = left_out_by(row, faults, world)
            if rule is None:
                kept.append(row)
            else:
                leave_out(excluded, row, rule, max(0, metrics_of(row)[0]))
    counted = []
    for user in {row["user_id"] for row in kept}:
        own = [row for row in kept if row["user_id"] == user]
        total = sum(metrics_of(row)[0] for row in own)
        for row in own:
            metrics = metrics_of(row)
            if cap is not None and total > cap:
                capped = tuple(value * cap // total for value in metrics)
                leave_out(excluded, row, "viewer_cap", metrics[0] - capped[0])
                metrics = capped
            counted.append((user, row["content_id"], metrics))
    return counted, excluded


def leave_out(excluded, row, rule, seconds):
    """Counts a row, and seconds of it, as left out by a rule."""
    tally = excluded.setdefault((row["content_id"], rule), [0, 0])
    tally[0] += 1
    tally[1] += seconds


def viewer_cap(entry, period):
    """The viewer cap of a period in seconds, None where there is none (R9.1)."""
    if entry.cap_hundredths is None:
        return None
    return entry.cap_hundredths * 36 * calendar.days_of(period)
