"""R2: days, periods and plans."""

import unittest
from datetime import date

from oracle import calendar


class Days(unittest.TestCase):
    def test_a_timestamp_is_utc_and_a_day_is_local(self):
        table = [
            ("UTC", "2026-01-31 23:59:59", "2026-01-31"), ("Asia/Phnom_Penh", "2026-01-31 16:59:59", "2026-01-31"),
            ("Asia/Phnom_Penh", "2026-01-31 17:00:00", "2026-02-01"),
            ("America/New_York", "2025-03-01 04:59:59", "2025-02-28"),
            ("America/New_York", "2025-04-01 04:00:00", "2025-04-01"),
        ]
        for zone, text, day in table:
            with self.subTest(zone=zone, text=text):
                self.assertEqual(calendar.local_day(zone, text), date.fromisoformat(day))

    def test_null_has_no_day(self):
        self.assertIsNone(calendar.local_day("UTC", None))

    def test_a_day_starts_with_its_first_second(self):
        for zone in ("UTC", "America/Havana", "Asia/Beirut", "Australia/Lord_Howe", "Pacific/Kiritimati"):
            for period in ("2025-03", "2025-10", "2026-11"):
                first = calendar.first_day(period)
                start = calendar.utc_text(calendar.start_of_day(zone, first))
                self.assertEqual(calendar.local_day(zone, start), first)


class Periods(unittest.TestCase):
    def test_follow_each_other(self):
        self.assertEqual(calendar.next_period("2025-12"), "2026-01")
        self.assertEqual(calendar.end_day("2024-02"), date(2024, 3, 1))
        self.assertEqual(calendar.last_day("2024-02"), date(2024, 2, 29))
        self.assertEqual([calendar.days_of(period) for period in ("2024-02", "2025-02", "2025-12")], [29, 28, 31])

    def test_seconds_count_clock_changes(self):
        self.assertEqual(calendar.seconds_of("UTC", "2025-03"), 31 * 86400)
        self.assertEqual(calendar.seconds_of("America/New_York", "2025-03"), 31 * 86400 - 3600)
        self.assertEqual(calendar.seconds_of("America/New_York", "2025-11"), 30 * 86400 + 3600)
        self.assertEqual(calendar.seconds_of("Australia/Lord_Howe", "2025-10"), 31 * 86400 - 1800)


class Plans(unittest.TestCase):
    def test_months_clamp_to_the_months_length(self):
        table = [
            ("2024-01-31", 1, "2024-02-29"), ("2025-01-31", 1, "2025-02-28"), ("2024-02-29", 12, "2025-02-28"),
            ("2024-03-31", -1, "2024-02-29"), ("2024-01-15", -1, "2023-12-15"), ("2025-05-31", -25, "2023-04-30"),
            ("2024-02-29", 48, "2028-02-29"),
        ]
        for day, months, expected in table:
            with self.subTest(day=day, months=months):
                self.assertEqual(str(calendar.add_months(date.fromisoformat(day), months)), expected)

    def test_steps_are_always_counted_from_the_same_day(self):
        day = date(2024, 3, 31)
        self.assertEqual([str(calendar.step_back(day, "monthly", k)) for k in (1, 2)], ["2024-02-29", "2024-01-31"])
        self.assertEqual(str(calendar.step_back(date(2024, 2, 29), "yearly", 1)), "2023-02-28")
