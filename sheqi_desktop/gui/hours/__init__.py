"""The hours grid: cells as in Excel, the card of the team, the sheet of a whole team; they judge nothing themselves."""
