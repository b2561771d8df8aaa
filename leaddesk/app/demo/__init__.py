"""Sample data: thirty leads that show everything at a glance, and as many made-up ones as wanted.

`fill.fill` is the way in. The same seed and the same time give the same data. Nobody in it is
real: e-mail addresses end in `.example`, and the thirty have telephone numbers of ranges that are
not given out, where a country has such ranges.
"""
