"""Tables from outside: CSV, TSV, XLSX, ODS and vCard as rows of text.

`reading` is the door (`inspect`, `read_batches`, `read_rows`); everything else runs in its child
process: `job` is the child's work, `kinds` tells and refuses files, `encoding`, `dialect` and
`heading` guess, `records` reads text, `archive` and `workbook` read sheets, `judge` tells records
from headings, groups and totals. `guard` keeps exported cells from becoming formulas.
"""
