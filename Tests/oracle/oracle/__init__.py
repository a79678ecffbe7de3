"""An independent oracle of the settlement rules.

Written from the text of the rules alone (docs: "Settlement rules"), in the plainest way possible: every close
recomputes everything it needs from whole tables, with Python's unbounded integers and fractions. It shares no
code with the engine, so where both agree, to the cent, an error would have to have been made twice.
Rule numbers (R4.3, R8.1 ...) refer to that text; READINGS.md lists how its open places are read here.
"""
