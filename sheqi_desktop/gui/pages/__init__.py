"""The screens, one file each.  A page shows and asks; it never judges and knows no other page."""
