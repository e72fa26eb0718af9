"""What a text from a clipboard means for the tables: read to rows, placed, weighed. Pure: it changes no report."""
