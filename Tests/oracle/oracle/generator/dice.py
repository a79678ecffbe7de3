"""Chance, repeatable: everything random in a world comes from here."""

import random
import uuid


class Dice:
    """A seeded source of chance."""

    def __init__(self, seed):
        self.random = random.Random(f"remit world {seed}")

    def chance(self, percent):
        """True in so many of a hundred throws."""
        return self.random.randrange(100) < percent

    def pick(self, items):
        """One of the items, each as likely."""
        return items[self.random.randrange(len(items))]

    def weighed(self, table):
        """One key of {key: weight}."""
        return self.random.choices(list(table), weights=list(table.values()))[0]

    def between(self, low, high):
        """A whole number from low to high, both possible."""
        return self.random.randint(low, high)

    def uuid(self):
        """A random UUID (version 4), so that draws between equal remainders vary."""
        return str(uuid.UUID(int=self.random.getrandbits(128), version=4))
