"""One report: its figures and texts, its totals, its file. No paper, no screen."""
