"""Forms, vocabularies, contracts and places, read from files into what the domain understands.

It is the only wing that reads what travels with the program; whatever is wrong in a file is said with file and line.
"""
