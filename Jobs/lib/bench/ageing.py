"""Whether a close takes longer the more months are closed before it."""
from sample import Platform, Timed

EARLY, LATE = 2, 23


def run(server, build, scale, turns):
    """Closes 24 months, and compares the 24th with the 3rd; each is measured as a draft, several times."""
    platform = Platform(server, build, scale, LATE + 1)
    platform.create()
    seconds = {}
    for month in range(LATE + 1):
        platform.grow(month)
        if month in (EARLY, LATE):
            seconds[month] = min(draft(platform, month) for _ in range(turns))
        if month < LATE:
            platform.close(month)
    platform.remove()
    print(
        f"ageing at {scale}/1000: the 3rd month {seconds[EARLY]:.2f} s, the 24th {seconds[LATE]:.2f} s, "
        f"{seconds[LATE] / seconds[EARLY]:.2f} times")


def draft(platform, month):
    command = [platform.build / "remit", "close", platform.period(month), "--draft", "--quiet", "--policy", platform.policy]
    return Timed(command, platform.environment()).seconds
