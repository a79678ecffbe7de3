"""Checks receipts against a published root, by the article on the digest alone, with nothing but Python.

    python3 check_receipt.py root.json RECEIPT.json ...

Prints a line for each receipt. Exits with 1 if any does not prove what it says.
"""
import hashlib
import json
import sys


def sha256(data):
    return hashlib.sha256(data).digest()


def climb(leaf, index, size, path):
    """The root that a leaf's text and the hashes beside its way lead to (RFC 6962, section 2.1.1)."""
    node, last, path = sha256(b"\0" + leaf.encode()), size - 1, [bytes.fromhex(text) for text in path]
    if not 0 <= index < size:
        raise ValueError("the tree has no such leaf")
    while last > 0:
        if index % 2 == 1:
            node = sha256(b"\1" + path.pop(0) + node)
        elif index < last:
            node = sha256(b"\1" + node + path.pop(0))
        index, last = index // 2, last // 2
    if path:
        raise ValueError("the path is too long")
    return node.hex()


def check(receipt, root):
    """Raises where a receipt does not prove its totals under a root."""
    same = ("period", "root", "tree_size")
    if any(receipt[name] != root[name] for name in same) or receipt["format"] != "remit-receipt-1":
        raise ValueError("the receipt is of another month or root")
    if receipt["chain_leaf"] != f"previous,{receipt['period']},{root.get('previous_root', '')}\n":
        raise ValueError("the month's leaf is another's")
    head, *totals, lines, rest = receipt["leaf"].split("\n")
    if head != f"creator,{receipt['creator']}" or not lines.startswith("lines,") or rest:
        raise ValueError("the leaf is another's")
    for total in totals:
        gross, processing, platform, creator = map(int, total.split(",")[-5:-1])
        if gross != processing + platform + creator:
            raise ValueError(f"{total} does not add up")
    for leaf, index, path in (("leaf", receipt["index"], "path"), ("chain_leaf", 0, "chain_path")):
        if climb(receipt[leaf], index, receipt["tree_size"], receipt[path]) != root["root"]:
            raise ValueError(f"{leaf} and {path} lead to another root")


published, failed = json.load(open(sys.argv[1])), False
for name in sys.argv[2:]:
    receipt = json.load(open(name))
    try:
        check(receipt, published)
        print(receipt["creator"], "proved")
    except (ValueError, IndexError, KeyError, TypeError) as error:
        failed = True
        print(receipt.get("creator"), "NOT PROVED:", error)
sys.exit(failed)
