"""Mentions in running text, for alignment, comparison and search: numbers, dates and times, names.

Recognisers read one text and know nothing of another; values are compared in `aligner.compare`. Each is imported from
its own module (`aligner.recognise.dates.dates`): together they take longer to import than a search takes.
"""
