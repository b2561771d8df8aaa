"""How a person, a company and the ways to reach them are written in one form.

Every normaliser takes any text, never raises, and hands back a `value.Normalised`: the form to
store and compare, or the problem in words, always with the text as it was given.
"""
