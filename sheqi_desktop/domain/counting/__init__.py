"""The contract's measures: which rows count, which do not, and why.  A pure function of its input."""
