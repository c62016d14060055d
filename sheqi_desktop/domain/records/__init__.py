"""One file per kind of record: from its answers to the typed source rows that counting reads.

The only room that names the questions of a form.
"""
