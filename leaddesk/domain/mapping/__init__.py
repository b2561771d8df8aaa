"""What the columns of a file mean, and their cells as a draft; pure functions.

`guess` names a field for every column, `products` knows the exports of other programs, `profile`
gathers what a whole file proves of its dates and numbers, `row_plan` turns rows into drafts,
`stages` and `canonical` match foreign words to the team's own. `fields` lists what a column may be
mapped to.
"""
