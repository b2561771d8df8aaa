"""The command line: one module for each verb, found by `table.VERBS`.

A module has `register(subparsers)`, which adds its parser, and `run(args, context)`, which does
the verb and returns what `--json` prints. It may have `show(result, out)`, which writes the same
for people; without it the result is shown as lines of "key: value".
"""
