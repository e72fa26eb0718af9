"""The parts of the screen. Each shows what its view gives and says in messages what happened; none owns a report."""
