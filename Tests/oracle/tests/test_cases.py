"""The shared worked cases, where they are beside the checkout or named in REMIT_CASES, played without a server."""

import os
import unittest
from pathlib import Path

from oracle.cases import Case, play_all
from oracle.memory import Memory

CASES = Path(os.environ.get("REMIT_CASES", Path(__file__).parents[4] / "shared" / "cases"))


@unittest.skipUnless(CASES.is_dir(), "the shared cases are not beside this checkout; name them in REMIT_CASES")
class SharedCases(unittest.TestCase):
    def test_every_close_and_every_payout_step_agrees(self):
        said = []
        self.assertEqual(play_all(CASES, say=said.append), 0, "\n".join(said))

    def test_every_expected_folder_is_compared(self):
        for folder in sorted(path.parent for path in CASES.glob("*/steps.yaml")):
            with Memory() as database:
                steps = set(Case(folder, database).play())
            self.assertLessEqual({path.name for path in folder.glob("expected/*")}, steps, folder.name)

    def test_a_policy_with_another_hold_differs(self):
        folder = CASES / "001-worked-examples"
        with Memory() as database:
            case = Case(folder, database)
            case.read_policy = lambda name: parse_with_hold(folder / name, 29)
            self.assertTrue(any(case.play().values()))


def parse_with_hold(path, days):
    """A policy file with another hold."""
    from oracle.policy import parse

    return parse(path.read_text().replace("hold_days: 30", f"hold_days: {days}"))


if __name__ == "__main__":
    unittest.main()
