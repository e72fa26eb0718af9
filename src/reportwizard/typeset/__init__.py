"""From meaning to paper: a report as blocks. Knows reports and editions, no output format."""
