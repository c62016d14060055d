"""Paper and Excel: every record on its printed form, ledgers, reports.  It is handed values and gives bytes."""
