"""Worlds as SQL and as structured changes."""

import unittest

from oracle.world import apply_change, delete_sql, insert_sql, update_sql, world_sql

from .making import content, purchase, uid, world_of


class Sql(unittest.TestCase):
    def test_an_insert_gives_every_column(self):
        row = content(201, user_id=None, visibility="o'clock", is_platform_content=True)
        self.assertEqual(insert_sql("contents", [row]), (
            "INSERT INTO contents (id, user_id, visibility, is_platform_content, price_cents, currency) VALUES\n"
            f"('{uid(201)}', NULL, 'o''clock', true, 999, 'USD');"
        ))

    def test_an_update_names_what_differs(self):
        new = purchase(amount_cents=-5, completed_at=None)
        self.assertEqual(update_sql("purchases", purchase(), new), (
            f"UPDATE purchases SET amount_cents = -5, completed_at = NULL WHERE id = '{uid(301)}';"
        ))

    def test_a_delete(self):
        self.assertEqual(delete_sql("bundles", uid(501)), f"DELETE FROM bundles WHERE id = '{uid(501)}';")

    def test_tables_without_rows_are_left_out(self):
        self.assertNotIn("purchases", world_sql(world_of()))
        self.assertIn("contents", world_sql(world_of()))


class Changes(unittest.TestCase):
    def test_upsert_replaces_a_copy_and_delete_removes(self):
        world, row = world_of(), purchase()
        apply_change(world, {"op": "upsert", "table": "purchases", "row": row})
        row["amount_cents"] = 1
        self.assertEqual(world["purchases"][uid(301)]["amount_cents"], 999)
        apply_change(world, {"op": "delete", "table": "purchases", "id": uid(301)})
        apply_change(world, {"op": "delete", "table": "purchases", "id": uid(301)})
        self.assertEqual(world["purchases"], {})
