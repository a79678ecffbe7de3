"""Random worlds: small, dense, and made to meet every rule that a close obeys.

A world is grown month by month together with its books, so that what happens next can aim at what is
interesting now: rows that are open exceptions, settled or reversed. The same seed gives the same bytes.
"""
